package org.netwright.runtime.metrics;

/**
 * The scores of one class, or a mean of the scores of all classes; all except the support are from
 * 0, the worst, to 1, the best.
 *
 * @param name the name of the class, or its number if it has none
 * @param precision the share of rows predicted as the class that are of it
 * @param recall the share of rows of the class that were predicted as it
 * @param f1 the harmonic mean of precision and recall; in a mean over classes, the mean of theirs
 * @param support the number of rows of the class; in a mean, of all classes
 */
public record ClassScores(String name, double precision, double recall, double f1, long support) {}
