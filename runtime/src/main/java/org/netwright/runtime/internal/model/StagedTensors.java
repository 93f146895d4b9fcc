package org.netwright.runtime.internal.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.netwright.runtime.internal.memory.DenseTensor;

/**
 * The numbers of tensors of a file, read and checked, but not written to a network yet: what can go
 * wrong has not gone wrong.
 */
public final class StagedTensors {
  private final Map<String, List<NumberChunk>> chunks;

  StagedTensors(Map<String, List<NumberChunk>> chunks) {
    this.chunks = chunks;
  }

  /** Sets the elements of tensors, by name, which have the types that were asked for. */
  public void writeTo(Map<String, DenseTensor> tensors) {
    for (Map.Entry<String, List<NumberChunk>> entry : chunks.entrySet()) {
      DenseTensor tensor = requireNonNull(tensors.get(entry.getKey()));
      long index = 0;
      for (NumberChunk chunk : entry.getValue()) {
        chunk.writeTo(tensor, index);
        index += chunk.length();
      }
    }
  }
}
