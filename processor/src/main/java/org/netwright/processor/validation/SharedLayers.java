package org.netwright.processor.validation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.layer.Place;
import org.netwright.processor.source.BlockUse;
import org.netwright.processor.source.DeclaredClass;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.OperationDeclaration;
import org.netwright.processor.source.RepeatDeclaration;
import org.netwright.processor.source.SameAsDeclaration;

/** {@code @SameAs} names a layer with parameters, or a block of the same class. */
final class SharedLayers implements ClassRule {
  @Override
  public void check(DeclaredClass declared, Diagnostics.Builder diagnostics) {
    for (LayerDeclaration field : declared.layers()) {
      field
          .sameAs()
          .ifPresent(
              same ->
                  declared.layers().stream()
                      .filter(other -> other.name().equals(same.other().name()))
                      .findFirst()
                      .ifPresent(other -> check(field, same, other, diagnostics)));
    }
  }

  private static void check(
      LayerDeclaration field,
      SameAsDeclaration same,
      LayerDeclaration other,
      Diagnostics.Builder diagnostics) {
    if (field.block().isPresent() || other.block().isPresent()) {
      if (!isSameBlock(field, other)) {
        diagnostics.add(
            Message.SAME_AS_OTHER_BLOCK,
            same.other().ref(),
            field.name(),
            type(field),
            other.name(),
            type(other));
      }
      return;
    }
    if (!other.hasParameters() && other.sameAs().isEmpty()) {
      diagnostics.add(
          Message.SAME_AS_WITHOUT_PARAMETERS, same.other().ref(), other.name(), field.name());
    }
    other.operations(Place.COMBINATION).stream()
        .findFirst()
        .ifPresent(
            combination ->
                diagnostics.add(
                    Message.SAME_AS_OF_COMBINATION,
                    same.other().ref(),
                    other.name(),
                    combination.use()));
    for (OperationDeclaration operation : field.operations()) {
      if (operation.operation().place() != Place.COMBINATION) {
        diagnostics.add(
            Message.SAME_AS_WITH_LAYER,
            operation.use().ref(),
            field.name(),
            other.name(),
            operation.use());
      }
    }
  }

  private static boolean isSameBlock(LayerDeclaration field, LayerDeclaration other) {
    return Objects.equals(
            field.block().map(BlockUse::qualifiedName), other.block().map(BlockUse::qualifiedName))
        && field.block().map(BlockUse::isArray).equals(other.block().map(BlockUse::isArray))
        && times(field).equals(times(other));
  }

  private static Optional<Integer> times(LayerDeclaration field) {
    return field.repeat().map(RepeatDeclaration::times);
  }

  private static String type(LayerDeclaration field) {
    List<String> words =
        field.repeat().map(repeat -> List.of("@Repeat(" + repeat.times() + ") ")).orElse(List.of());
    String name = field.block().map(b -> b.name() + (b.isArray() ? "[]" : "")).orElse("a Layer");
    return String.join("", words) + name;
  }
}
