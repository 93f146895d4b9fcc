/** The networks that are compared, and the process in which one library trains them. */
package org.netwright.benchmarks.protocol;
