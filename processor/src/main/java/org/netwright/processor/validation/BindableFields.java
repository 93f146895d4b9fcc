package org.netwright.processor.validation;

import java.util.List;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.DeclaredClass;
import org.netwright.processor.source.FieldAnnotation;
import org.netwright.processor.source.LayerDeclaration;

/**
 * Each annotated field is a {@code Layer} or a block that a trainer can assign, and each {@code
 * Layer} field is annotated.
 */
final class BindableFields implements ClassRule {
  private static final List<String> OBSTACLES = List.of("final", "private", "static");

  @Override
  public void check(DeclaredClass declared, Diagnostics.Builder diagnostics) {
    for (LayerDeclaration layer : declared.layers()) {
      if (layer.block().isEmpty()) {
        checkType(layer, diagnostics);
      }
      OBSTACLES.stream()
          .filter(layer.modifiers()::contains)
          .forEach(
              modifier ->
                  diagnostics.add(Message.FIELD_HAS_MODIFIER, layer.ref(), layer.name(), modifier));
    }
  }

  private static void checkType(LayerDeclaration layer, Diagnostics.Builder diagnostics) {
    if (layer.repeat().isPresent()) {
      diagnostics.add(
          Message.REPEAT_WITHOUT_BLOCK,
          layer.repeat().get().use().ref(),
          layer.name(),
          layer.type());
    } else if (!layer.isLayer()) {
      diagnostics.add(
          Message.FIELD_IS_NOT_A_LAYER,
          layer.ref(),
          layer.name(),
          layer.annotations().stream()
              .map(FieldAnnotation::use)
              .findFirst()
              .orElseGet(() -> layer.after().orElseThrow().use()),
          layer.type());
    } else if (layer.annotations().isEmpty()) {
      diagnostics.add(Message.FIELD_SAYS_NOTHING, layer.ref(), layer.name());
    }
  }
}
