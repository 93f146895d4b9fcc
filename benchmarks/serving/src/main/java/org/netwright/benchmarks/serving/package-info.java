/** Netwright as a program that only predicts uses it. */
package org.netwright.benchmarks.serving;
