package org.netwright.runtime.internal.data;

import org.jspecify.annotations.Nullable;

/**
 * The columns of a file that has a line for each step of sequences.
 *
 * @param sequence the name of the column that says which sequence a line belongs to
 * @param step that of the column whose order the steps have; null if it is that of the lines
 * @param targetsOfSteps whether each step has targets of its own
 */
public record SequenceColumns(String sequence, @Nullable String step, boolean targetsOfSteps) {}
