/** Predicts how users rate films. */
package org.netwright.samples.ratings;
