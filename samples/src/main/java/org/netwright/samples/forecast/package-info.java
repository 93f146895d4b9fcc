/** Predicts the next 24 hours of a series. */
package org.netwright.samples.forecast;
