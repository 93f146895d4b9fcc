package org.netwright.runtime.internal.history;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.netwright.runtime.internal.file.Folders;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.LayerReport;

/**
 * An event file for TensorBoard: records of TensorFlow's {@code Event} messages, each with its
 * length and checksums (<a
 * href="https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details">TFRecord</a>).
 */
public final class TensorBoardLog implements AutoCloseable {
  private static final int MASK = 0xa282ead8;

  private final Path file;
  private final OutputStream out;

  /**
   * Creates a new event file in a folder. The folder is created if it does not exist.
   *
   * @throws UncheckedIOException if that fails
   */
  public TensorBoardLog(Path folder) {
    file =
        folder.resolve(
            "events.out.tfevents.%d.%s"
                .formatted(System.currentTimeMillis() / 1000, UUID.randomUUID()));
    try {
      Folders.create(folder);
      // Not by Files: an interrupt, which ends a run, would close that.
      out = new FileOutputStream(file.toFile());
      record(event().text(3, "brain.Event:2"));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write TensorBoard events to " + folder, e);
    }
  }

  /**
   * Writes the numbers of an epoch as scalars, and histograms of weights and gradients. The step is
   * the number of updates.
   *
   * @param distributions the numbers of each histogram, by name
   * @throws UncheckedIOException if that fails
   */
  public void epoch(EpochReport epoch, Map<String, double[]> distributions) {
    ProtoWriter summary = new ProtoWriter();
    add(summary, "loss/data", epoch.dataLoss());
    add(summary, "loss/penalty", epoch.penalty());
    epoch.penalties().forEach((name, term) -> add(summary, "loss/" + name, term));
    epoch.training().forEach((name, score) -> add(summary, "training/" + name, score));
    epoch.validation().forEach((name, score) -> add(summary, "validation/" + name, score));
    add(summary, "learning rate", epoch.learningRate());
    add(summary, "speed/examples per second", epoch.examplesPerSecond());
    for (LayerReport layer : epoch.layers()) {
      add(summary, "weight norm/" + layer.layer(), layer.weightNorm());
      add(summary, "gradient norm/" + layer.layer(), layer.gradientNorm());
      add(summary, "sparsity/" + layer.layer(), layer.sparsity());
    }
    distributions.forEach(
        (name, numbers) ->
            summary.message(
                1, new ProtoWriter().text(1, name).message(5, new Histogram(numbers).toProto())));
    try {
      record(event().number(2, epoch.steps()).message(5, summary));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write TensorBoard events to " + file, e);
    }
  }

  private static void add(ProtoWriter summary, String name, double value) {
    summary.message(1, new ProtoWriter().text(1, name).number(2, (float) value));
  }

  private static ProtoWriter event() {
    return new ProtoWriter().number(1, System.currentTimeMillis() / 1000.0);
  }

  private void record(ProtoWriter event) throws IOException {
    byte[] bytes = event.toBytes();
    byte[] length = ProtoWriter.fixed(8).putLong(bytes.length).array();
    out.write(length);
    out.write(checksum(length));
    out.write(bytes);
    out.write(checksum(bytes));
  }

  /** Masked as TFRecord requires, so that the checksum of data with checksums is not constant. */
  private static byte[] checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    int value = (int) crc.getValue();
    return ProtoWriter.fixed(4).putInt(Integer.rotateRight(value, 15) + MASK).array();
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
