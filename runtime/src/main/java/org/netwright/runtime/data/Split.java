package org.netwright.runtime.data;

import org.netwright.runtime.training.Fit;

/**
 * Examples in two parts: to learn from, and held out. If the part that is held out also chooses the
 * epoch, in {@link Fit#validate}, its scores are too optimistic; see {@link ThreeWaySplit}.
 *
 * @param train what a network is trained on
 * @param test what it is not trained on
 */
public record Split(Data train, Data test) {}
