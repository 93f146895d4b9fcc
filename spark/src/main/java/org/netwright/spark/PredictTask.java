package org.netwright.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.Model;

/** Predicts for the rows of a partition, some of them at a time. */
final class PredictTask implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final int BATCH = 512;

  /** Of numbers in a batch: rows may be so wide that an array has only a few. */
  private static final int MOST_NUMBERS = 1 << 24;

  private final String trainer;
  private final String key;
  private final Broadcast<byte[]> file;
  private final RowReader reader;
  private final Outputs outputs;
  private final int column;

  /**
   * Makes a task.
   *
   * @param trainer the name of the generated trainer
   * @param key of the model in the cache
   * @param file the model's bytes
   * @param column the place of the features in a row
   */
  PredictTask(
      String trainer,
      String key,
      Broadcast<byte[]> file,
      RowReader reader,
      Outputs outputs,
      int column) {
    this.trainer = trainer;
    this.key = key;
    this.file = file;
    this.reader = reader;
    this.outputs = outputs;
    this.column = column;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Nd4jStart.require();
    Model model = ModelCache.borrow(key, trainer, file.value());
    TaskContext.get()
        .addTaskCompletionListener((TaskCompletionListener) context -> ModelCache.release(key));
    return new Predictions(rows, model);
  }

  /** Returns how many rows of a network's are predicted at a time. */
  static int batch(long features, long outputs) {
    return (int) Math.max(1, Math.min(BATCH, MOST_NUMBERS / Math.max(features, outputs)));
  }

  private final class Predictions implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Model model;
    private final Queue<Row> done = new ArrayDeque<>();

    Predictions(Iterator<Row> rows, Model model) {
      this.rows = rows;
      this.model = model;
    }

    @Override
    public boolean hasNext() {
      return !done.isEmpty() || rows.hasNext();
    }

    @Override
    public Row next() {
      if (done.isEmpty()) {
        predict();
      }
      Row next = done.poll();
      if (next == null) {
        throw new NoSuchElementException();
      }
      return next;
    }

    private void predict() {
      List<Row> batch = new ArrayList<>();
      int most = batch(reader.network().features(), reader.network().outputs());
      while (batch.size() < most && rows.hasNext()) {
        batch.add(rows.next());
      }
      int n = batch.size();
      if (n == 0) {
        return;
      }
      int width = reader.network().features();
      float[] features = new float[Math.multiplyExact(n, width)];
      for (int i = 0; i < n; i++) {
        double[] row = reader.features(batch.get(i), column);
        for (int j = 0; j < width; j++) {
          features[i * width + j] = (float) row[j];
        }
      }
      double[] predicted = predict(features, n);
      int outputWidth = reader.network().outputs();
      for (int i = 0; i < n; i++) {
        double[] output = new double[outputWidth];
        System.arraycopy(predicted, i * outputWidth, output, 0, outputWidth);
        done.add(extended(batch.get(i), outputs.of(output)));
      }
    }

    private double[] predict(float[] features, int n) {
      List<Long> shape = reader.network().shape();
      long[] batchShape = new long[shape.size() + 1];
      batchShape[0] = n;
      for (int i = 0; i < shape.size(); i++) {
        batchShape[i + 1] = shape.get(i);
      }
      try (INDArray x = Nd4j.create(features, batchShape, 'c');
          INDArray output = model.predict(x)) {
        return output.data().asDouble();
      }
    }

    private Row extended(Row row, List<Object> more) {
      Object[] values = new Object[row.size() + more.size()];
      for (int i = 0; i < row.size(); i++) {
        values[i] = row.get(i);
      }
      for (int i = 0; i < more.size(); i++) {
        values[row.size() + i] = more.get(i);
      }
      return RowFactory.create(values);
    }
  }
}
