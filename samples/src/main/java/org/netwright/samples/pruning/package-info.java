/** Removes filters that a group lasso has set to zero. */
package org.netwright.samples.pruning;
