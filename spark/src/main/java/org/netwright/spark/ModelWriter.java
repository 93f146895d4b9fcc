package org.netwright.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;

/** Writes the parameters as Spark ML does, and the network beside them. */
final class ModelWriter extends MLWriter {
  static final String FILE = "model.safetensors";

  private final NetwrightModel model;

  ModelWriter(NetwrightModel model) {
    this.model = model;
  }

  @Override
  public void saveImpl(String path) {
    try {
      new DefaultParamsWriter(model).session(sparkSession()).save(path);
      Path file = new Path(path, FILE);
      var files = file.getFileSystem(sparkSession().sparkContext().hadoopConfiguration());
      try (FSDataOutputStream out = files.create(file, true)) {
        out.write(model.file());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written: %s".formatted(path, e.getMessage()), e);
    }
  }
}
