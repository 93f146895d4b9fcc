package org.netwright.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.MLReader;

/** Reads what a {@link ModelWriter} has written. */
final class ModelReader extends MLReader<NetwrightModel> {
  @Override
  public NetwrightModel load(String path) {
    SavedParams saved = SavedParams.read(path, sparkSession(), NetwrightModel.class);
    NetwrightModel model = saved.setOn(new NetwrightModel(saved.uid()));
    try {
      Path file = new Path(path, ModelWriter.FILE);
      var files = file.getFileSystem(sparkSession().sparkContext().hadoopConfiguration());
      model.file(Blob.read(files, file));
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }
}
