package org.netwright.spark;

import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** What Spark ML writes beside each stage: its class, its name and its parameters. */
final class SavedParams {
  private final DefaultParamsReader.Metadata metadata;

  private SavedParams(DefaultParamsReader.Metadata metadata) {
    this.metadata = metadata;
  }

  /**
   * Reads them. Spark's own reader creates whatever class they name.
   *
   * @throws IllegalArgumentException if they are of another class
   */
  static SavedParams read(String path, SparkSession session, Class<?> type) {
    return new SavedParams(
        DefaultParamsReader$.MODULE$.loadMetadata(path, session, type.getName()));
  }

  /** Returns the unique name of the stage. */
  String uid() {
    return metadata.uid();
  }

  /** Returns the stage with the parameters. */
  <P extends Params> P setOn(P stage) {
    metadata.getAndSetParams(stage, Option.empty());
    return stage;
  }
}
