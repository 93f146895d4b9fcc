/** A command line over the samples. */
package org.netwright.samples.cli;
