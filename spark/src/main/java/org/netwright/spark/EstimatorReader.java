package org.netwright.spark;

import org.apache.spark.ml.util.MLReader;

/** Reads an estimator that was saved. */
final class EstimatorReader extends MLReader<NetwrightEstimator> {
  @Override
  public NetwrightEstimator load(String path) {
    SavedParams saved = SavedParams.read(path, sparkSession(), NetwrightEstimator.class);
    return saved.setOn(new NetwrightEstimator(saved.uid()));
  }
}
