package org.netwright.onnx;

import java.lang.reflect.Field;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.internal.text.Shapes;

/**
 * What a generated pass calls its tensors, for messages: its fields have the names of the layers,
 * those of repeated blocks are arrays.
 */
final class TensorNames {
  private TensorNames() {}

  /**
   * Returns the name and the shape of a tensor, as in {@code hidden [n × 3]}; without the name if
   * the pass has none, or is in a module that does not show it.
   */
  static String describe(@Nullable InferencePass pass, BatchTensor tensor) {
    String shape = Shapes.batch("n", tensor.shape());
    String name = pass == null ? null : name(pass, tensor);
    return name == null ? shape : name + " " + shape;
  }

  private static @Nullable String name(InferencePass pass, BatchTensor tensor) {
    for (Field field : pass.getClass().getDeclaredFields()) {
      Object value = value(pass, field);
      if (value == tensor) {
        return field.getName();
      }
      int index =
          value instanceof BatchTensor[] tensors ? Arrays.asList(tensors).indexOf(tensor) : -1;
      if (index >= 0) {
        return "%s[%d]".formatted(field.getName(), index);
      }
    }
    return null;
  }

  private static @Nullable Object value(InferencePass pass, Field field) {
    try {
      return field.trySetAccessible() ? field.get(pass) : null;
    } catch (IllegalAccessException e) {
      return null;
    }
  }
}
