package org.netwright.runtime.internal.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The description at the beginning of a file, before its numbers.
 *
 * @param metadata names and values that were saved with the tensors
 * @param tensors by name, in the file's order
 */
record Header(Map<String, String> metadata, Map<String, TensorEntry> tensors) {

  Header {
    metadata = new LinkedHashMap<>(metadata);
    tensors = new LinkedHashMap<>(tensors);
  }

  /**
   * Checks that the tensors fill the numbers of the file, without gap or overlap.
   *
   * @param dataLength the number of bytes after the header
   * @throws IllegalArgumentException if they do not
   */
  void requireWhole(long dataLength) {
    List<Map.Entry<String, TensorEntry>> inOrder = new ArrayList<>(tensors.entrySet());
    inOrder.sort(Map.Entry.comparingByValue());
    long expected = 0;
    for (Map.Entry<String, TensorEntry> entry : inOrder) {
      requireConsistent(entry.getKey(), entry.getValue());
      if (entry.getValue().begin() != expected) {
        throw new IllegalArgumentException(
            "tensor %s begins at byte %d, but %d is the first that is free"
                .formatted(entry.getKey(), entry.getValue().begin(), expected));
      }
      expected = entry.getValue().end();
    }
    if (expected != dataLength) {
      throw new IllegalArgumentException(
          "its tensors take %d bytes, but %d follow the header".formatted(expected, dataLength));
    }
  }

  /** Returns the index after the last byte of all tensors, from the end of the header. */
  long end() {
    long end = 0;
    for (TensorEntry tensor : tensors.values()) {
      end = Math.max(end, tensor.end());
    }
    return end;
  }

  private static void requireConsistent(String name, TensorEntry tensor) {
    long bytes;
    try {
      bytes = Math.multiplyExact(tensor.length(), tensor.type().bytes());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "tensor %s is larger than any file, %s".formatted(name, tensor.shapeText()), e);
    }
    if (tensor.begin() < 0 || tensor.end() - tensor.begin() != bytes) {
      throw new IllegalArgumentException(
          "tensor %s of shape %s needs %d bytes, but has bytes %d to %d"
              .formatted(name, tensor.shapeText(), bytes, tensor.begin(), tensor.end()));
    }
  }
}
