package org.netwright.runtime;

/**
 * Examples to learn from and examples held out, to see what was learned.
 *
 * @param train what a network is trained on
 * @param test what it never sees while it is trained
 */
public record Split(Data train, Data test) {}
