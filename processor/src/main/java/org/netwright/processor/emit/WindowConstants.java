package org.netwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.netwright.processor.graph.Attribute.Moving;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Window;

/**
 * Writes the windows of convolutions and poolings as constants, because a step creates no objects.
 */
final class WindowConstants {
  private final Set<Window> windows = new LinkedHashSet<>();

  WindowConstants(Graph... graphs) {
    Stream.of(graphs)
        .flatMap(graph -> graph.nodes().stream())
        .flatMap(node -> node.op().attributes().stream())
        .filter(Moving.class::isInstance)
        .forEach(attribute -> windows.add(((Moving) attribute).window()));
  }

  /** Reserves their names. */
  void addTo(Names names) {
    windows.forEach(window -> names.reserve(window.constant()));
  }

  List<FieldSpec> fields() {
    return windows.stream()
        .map(
            window ->
                FieldSpec.builder(
                        RuntimeTypes.WINDOW,
                        window.constant(),
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                    .initializer(value(window))
                    .build())
        .toList();
  }

  /** {@code Window.of(3, 3).stride(2, 2)}. */
  private static CodeBlock value(Window window) {
    CodeBlock.Builder value =
        CodeBlock.builder().add("$T.of($L)", RuntimeTypes.WINDOW, pair(window.size()));
    if (window.hasStride()) {
      value.add(".stride($L)", pair(window.stride()));
    }
    if (window.hasPadding()) {
      value.add(".padding($L)", pair(window.padding()));
    }
    if (window.hasDilation()) {
      value.add(".dilation($L)", pair(window.dilation()));
    }
    return value.build();
  }

  private static String pair(List<Integer> numbers) {
    return numbers.get(0) + ", " + numbers.get(1);
  }
}
