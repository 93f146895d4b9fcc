package org.netwright.samples.penguins;

/**
 * How good a model is on one of the folds, which it was not trained on.
 *
 * @param birds how many the fold has
 * @param accuracy the share of them whose sex is predicted correctly
 * @param logLoss the mean cross entropy
 */
record Score(String model, int fold, int birds, double accuracy, double logLoss) {}
