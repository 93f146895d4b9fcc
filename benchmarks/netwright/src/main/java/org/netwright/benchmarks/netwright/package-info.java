/** Netwright itself. */
package org.netwright.benchmarks.netwright;
