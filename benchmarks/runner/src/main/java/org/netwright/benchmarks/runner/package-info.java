/** Starts the libraries' workers, lets them work in turn, and compares. */
package org.netwright.benchmarks.runner;
