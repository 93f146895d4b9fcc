/** Deeplearning4j, Java's best-known deep learning library, on ND4J as Netwright is. */
package org.netwright.benchmarks.dl4j;
