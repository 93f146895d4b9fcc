package org.netwright.samples.data;

import java.util.ArrayList;
import java.util.List;
import org.netwright.runtime.Layer;
import org.netwright.runtime.NetworkTrainer;

/** Reads a trainer's parameters, to compare them. */
public final class Parameters {
  private Parameters() {}

  /** Returns the bits of all weights and biases, layer by layer. */
  public static List<Integer> bitsOf(NetworkTrainer<?> trainer) {
    List<Integer> bits = new ArrayList<>();
    for (Layer layer : trainer.layers()) {
      if (layer.hasWeight()) {
        addBits(layer.weight().dup().data().asFloat(), bits);
      }
      if (layer.hasBias()) {
        addBits(layer.bias().dup().data().asFloat(), bits);
      }
    }
    return bits;
  }

  private static void addBits(float[] values, List<Integer> bits) {
    for (float value : values) {
      bits.add(Float.floatToRawIntBits(value));
    }
  }
}
