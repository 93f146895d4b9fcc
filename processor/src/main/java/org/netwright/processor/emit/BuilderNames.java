package org.netwright.processor.emit;

import com.palantir.javapoet.NameAllocator;
import java.util.List;
import org.netwright.processor.graph.Regularizer;

/**
 * The names of strengths in a builder: {@code hiddenL1} for {@code hidden.l1}. A name that the base
 * class or another strength already has gets an underscore.
 */
final class BuilderNames {
  private static final List<String> TAKEN =
      List.of(
          "seed",
          "dataType",
          "engine",
          "optimizer",
          "learningRate",
          "clipping",
          "build",
          "self",
          "strength",
          "schedule");

  private final NameAllocator allocator = new NameAllocator();

  BuilderNames(List<Regularizer> regularizers) {
    TAKEN.forEach(allocator::newName);
    regularizers.stream()
        .map(Regularizer::setting)
        .distinct()
        .forEach(setting -> allocator.newName(Names.camelCase(setting), setting));
  }

  String of(Regularizer regularizer) {
    return allocator.get(regularizer.setting());
  }
}
