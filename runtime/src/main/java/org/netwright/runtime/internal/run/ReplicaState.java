package org.netwright.runtime.internal.run;

import com.google.gson.Gson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.model.ModelSource;
import org.netwright.runtime.internal.model.NetworkSchema;
import org.netwright.runtime.internal.model.Safetensors;
import org.netwright.runtime.internal.model.SafetensorsWriter;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.session.SessionState;

/** The state of a {@link Replica} as bytes, with which another one continues. */
final class ReplicaState {
  private static final String STATE = "netwright.replica";

  /** How many elements a checksum takes at a time. */
  private static final int SUMMED = 1 << 16;

  private static final Gson GSON = new Gson();

  private ReplicaState() {}

  /** Returns a checksum of all tensors that training changes. */
  static byte[] checksum(Session session) {
    CRC32C sum = new CRC32C();
    double[] elements = new double[SUMMED];
    ByteBuffer bytes = ByteBuffer.allocate(SUMMED * Double.BYTES);
    for (DenseTensor tensor : SessionState.of(session).tensors().values()) {
      for (long first = 0; first < tensor.length(); first += SUMMED) {
        int n = (int) Math.min(SUMMED, tensor.length() - first);
        tensor.get(first, elements, n);
        bytes.clear().limit(n * Double.BYTES);
        bytes.asDoubleBuffer().put(elements, 0, n);
        sum.update(bytes);
      }
    }
    return ByteBuffer.allocate(Long.BYTES).putLong(sum.getValue()).array();
  }

  /** What a state has beside its tensors. */
  private record Numbers(long seed, long steps, String optimizer, Map<String, Double> numbers) {}

  /**
   * Returns all that training changes, with notes of the caller's.
   *
   * @param notes by names that do not begin with {@code netwright.}
   */
  static byte[] write(Session session, Map<String, String> notes) {
    SessionState state = SessionState.of(session);
    Map<String, String> metadata = new LinkedHashMap<>(session.schema().metadata());
    metadata.putAll(notes);
    metadata.put(
        STATE,
        GSON.toJson(
            new Numbers(state.seed(), state.steps(), state.optimizer(), state.optimizerNumbers())));
    try {
      return SafetensorsWriter.bytes(state.tensors(), metadata);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Continues from where another replica of the same network was.
   *
   * @return the notes of its state, among others
   * @throws IllegalStateException if it is not a state of this network
   */
  static Map<String, String> restore(Session session, byte[] state) {
    try {
      return restore(
          session,
          Safetensors.open(ModelSource.of("the checkpoint", new ByteArrayInputStream(state))));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static Map<String, String> restore(Session session, Safetensors saved)
      throws IOException {
    NetworkSchema.require(saved, session.schema().differences(saved));
    SessionState now = SessionState.of(session);
    Map<String, DenseTensor> tensors = now.tensors();
    NetworkSchema.require(saved, saved.differences(DenseTensor.types(tensors)));
    Numbers numbers = GSON.fromJson(saved.metadata().get(STATE), Numbers.class);
    if (numbers == null || !numbers.optimizer().equals(now.optimizer())) {
      throw new IllegalStateException(
          "the checkpoint is not of a run of %s with the optimiser %s"
              .formatted(session.network(), now.optimizer()));
    }
    saved.readTo(tensors);
    new SessionState(
            tensors,
            now.preprocessing(),
            numbers.seed(),
            numbers.steps(),
            now.optimizer(),
            numbers.numbers(),
            now.learningRate(),
            now.strengths(),
            now.frozen())
        .restoreTo(session);
    return saved.metadata();
  }

  private static UncheckedIOException unusable(IOException e) {
    return new UncheckedIOException("the state of a replica: " + e.getMessage(), e);
  }
}
