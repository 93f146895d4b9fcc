package org.netwright.spark;

import java.io.Serializable;
import org.apache.spark.ml.param.Param;

/** What {@link PredictionParams} has, for a stage. */
final class PredictionColumns implements Serializable {
  private static final long serialVersionUID = 1L;

  final Param<String> trainer;
  final Param<String> featuresCol;
  final Param<String> predictionCol;
  final Param<String> probabilityCol;
  final Param<String> rawPredictionCol;

  PredictionColumns(String uid) {
    this.trainer = new Param<>(uid, "trainer", "name of the generated class that trains");
    this.featuresCol = new Param<>(uid, "featuresCol", "column of vectors of features");
    this.predictionCol =
        new Param<>(
            uid, "predictionCol", "column that is added with the class, from 0 on, or the value");
    this.probabilityCol =
        new Param<>(
            uid, "probabilityCol", "column that is added with the probability of each class");
    this.rawPredictionCol =
        new Param<>(uid, "rawPredictionCol", "column that is added with the logit of each class");
  }

  void setDefaults(PredictionParams<?> stage) {
    stage.setDefault(featuresCol, "features");
    stage.setDefault(predictionCol, "prediction");
    stage.setDefault(probabilityCol, "probability");
    stage.setDefault(rawPredictionCol, "rawPrediction");
  }
}
