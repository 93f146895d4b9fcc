package org.netwright.runtime.internal.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.NetworkLayout.LayerLayout;
import org.netwright.runtime.internal.session.Session;

/**
 * An input that can be looked at.
 *
 * @param index its number among the inputs
 * @param channels 1 for grey, 3 for red, green and blue
 */
record ImageInput(int index, int channels, int height, int width) {

  /** Returns the first of a network; null if it has none. */
  static @Nullable ImageInput of(Session session) {
    if (session.records() != null) {
      return null;
    }
    List<String> names = session.stepInput().inputNames();
    for (LayerLayout layer : session.schema().layers()) {
      long[] shape = layer.outputShape();
      int index = names.indexOf(layer.name());
      if (index >= 0 && shape.length == 3 && (shape[0] == 1 || shape[0] == 3)) {
        return new ImageInput(
            index, (int) shape[0], Math.toIntExact(shape[1]), Math.toIntExact(shape[2]));
      }
    }
    return null;
  }
}
