/** The operations that generated code calls, one by one. */
package org.netwright.benchmarks.kernels;
