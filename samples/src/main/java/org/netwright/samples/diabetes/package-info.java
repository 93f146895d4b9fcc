/** Predicts the progression of diabetes. */
package org.netwright.samples.diabetes;
