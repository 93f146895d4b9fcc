/**
 * Networks as estimators and models of Spark ML: {@link org.netwright.spark.NetwrightEstimator}
 * trains one on the rows of a dataset, on several executors at once, and {@link
 * org.netwright.spark.NetwrightModel} predicts with it.
 */
@NullMarked
package org.netwright.spark;

import org.jspecify.annotations.NullMarked;
