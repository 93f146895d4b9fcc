package org.netwright.runtime.data;

import org.netwright.runtime.training.Fit;

/**
 * Examples in three parts: to learn from, to choose by, and to report.
 *
 * <p>A score on examples that were used to choose something, such as the epoch that training ended
 * with or a strength, is too optimistic. Pass {@code validation} to {@link Fit#validate} and
 * evaluate {@code test} once, at the end.
 *
 * @param train what a network is trained on
 * @param validation what the epoch, the strengths and other settings are chosen by
 * @param test what is used neither for training nor for any choice
 */
public record ThreeWaySplit(Data train, Data validation, Data test) {}
