/**
 * Measures of the quality of predictions: {@link org.netwright.runtime.metrics.ConfusionMatrix} for
 * classes, {@link org.netwright.runtime.metrics.RankingCurve} for scores and probabilities, {@link
 * org.netwright.runtime.metrics.RegressionMetrics} for values. Plain Java on plain arrays: ND4J's
 * own evaluation needs libraries with known vulnerabilities, which are left out here.
 *
 * <p>Definitions and conventions are those of <a
 * href="https://scikit-learn.org/stable/modules/model_evaluation.html">scikit-learn</a>; where one
 * differs, its method says so. Every result is a number, never NaN: if a formula would divide by
 * zero, its method says what it returns instead. Rows are counted from 0.
 */
@NullMarked
package org.netwright.runtime.metrics;

import org.jspecify.annotations.NullMarked;
