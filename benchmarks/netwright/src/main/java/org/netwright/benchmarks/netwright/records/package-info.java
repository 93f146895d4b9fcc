/** What records cost, compared with arrays of the same numbers. */
package org.netwright.benchmarks.netwright.records;
