package org.netwright.spark;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * The parameters that an estimator and its model have in common: the network, and the columns of
 * predictions.
 *
 * @param <S> the stage that has them
 */
public interface PredictionParams<S extends PredictionParams<S>> extends Params {
  /** The name of the generated trainer. */
  Param<String> trainer();

  /** The column of features: vectors with a number for each of the network's input. */
  Param<String> featuresCol();

  /** The column that is added with the class, from 0 on, or the value. */
  Param<String> predictionCol();

  /** The column that is added with the probability of each class. */
  Param<String> probabilityCol();

  /** The column that is added with the logit of each class. */
  Param<String> rawPredictionCol();

  /** Sets the column of features; the default is {@code features}. */
  default S setFeaturesCol(String name) {
    set(featuresCol(), name);
    return self();
  }

  /** Returns the column of features. */
  default String getFeaturesCol() {
    return getOrDefault(featuresCol());
  }

  /** Sets the column of predictions; with an empty name, it is left out. */
  default S setPredictionCol(String name) {
    set(predictionCol(), name);
    return self();
  }

  /** Returns the column of predictions. */
  default String getPredictionCol() {
    return getOrDefault(predictionCol());
  }

  /** Sets the column of probabilities; with an empty name, it is left out. */
  default S setProbabilityCol(String name) {
    set(probabilityCol(), name);
    return self();
  }

  /** Returns the column of probabilities. */
  default String getProbabilityCol() {
    return getOrDefault(probabilityCol());
  }

  /** Sets the column of logits; with an empty name, it is left out. */
  default S setRawPredictionCol(String name) {
    set(rawPredictionCol(), name);
    return self();
  }

  /** Returns the column of logits. */
  default String getRawPredictionCol() {
    return getOrDefault(rawPredictionCol());
  }

  /** Returns this stage. */
  @SuppressWarnings("unchecked")
  private S self() {
    return (S) this;
  }
}
