package org.netwright.processor.validation;

import java.util.List;
import java.util.stream.Stream;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.layer.Input;
import org.netwright.processor.source.AnnotationUse;
import org.netwright.processor.source.BlockDeclaration;
import org.netwright.processor.source.DeclaredClass;
import org.netwright.processor.source.FieldAnnotation;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.LossDeclaration;
import org.netwright.processor.source.OperationDeclaration;
import org.netwright.processor.source.RegularizerDeclaration;

/** A block has one input, which takes what comes in, and no losses and outputs. */
final class BlockParts implements ClassRule {
  @Override
  public void check(DeclaredClass declared, Diagnostics.Builder diagnostics) {
    if (declared instanceof BlockDeclaration block) {
      checkInput(block, diagnostics);
      checkClass(block, diagnostics);
      for (LayerDeclaration field : block.layers()) {
        Stream.<FieldAnnotation>concat(field.losses().stream(), field.output().stream())
            .forEach(part -> report(part, field, diagnostics));
      }
    }
    declared.layers().stream()
        .filter(field -> field.block().isPresent())
        .forEach(field -> checkField(field, diagnostics));
  }

  /** What is on the class of a block acts on its layers. */
  private static void checkClass(BlockDeclaration block, Diagnostics.Builder diagnostics) {
    String name = block.type().simpleName();
    for (AnnotationUse use : block.misplaced()) {
      diagnostics.add(Message.BLOCK_CLASS_HAS, use.ref(), use, name);
    }
    for (RegularizerDeclaration part : block.defaultRegularizers()) {
      boolean acts =
          block.layers().stream()
              .flatMap(layer -> layer.effectiveRegularizers().stream())
              .anyMatch(inEffect -> inEffect.use().equals(part.use()));
      if (!acts) {
        diagnostics.add(
            Message.DEFAULT_WITHOUT_LAYER, part.use().ref(), part.use(), part.scope().words());
      }
    }
  }

  private static void report(
      FieldAnnotation part, LayerDeclaration field, Diagnostics.Builder diagnostics) {
    String what =
        part instanceof LossDeclaration
            ? "loss"
            : part instanceof OperationDeclaration ? "input that is a record" : "@Output";
    diagnostics.add(Message.BLOCK_HAS, part.use().ref(), part.use(), field.name(), what);
  }

  private static void checkInput(BlockDeclaration block, Diagnostics.Builder diagnostics) {
    List<LayerDeclaration> inputs =
        block.layers().stream().filter(field -> field.input().isPresent()).toList();
    if (inputs.isEmpty() || !block.layers().get(0).equals(inputs.get(0))) {
      diagnostics.add(Message.BLOCK_WITHOUT_INPUT, block.ref(), block.type().simpleName());
      return;
    }
    OperationDeclaration input = inputs.get(0).input().orElseThrow();
    if (inputs.get(0).features().isPresent()) {
      report(input, inputs.get(0), diagnostics);
    }
    boolean isVariable = input.operation().spec() instanceof Input.Spec spec && spec.variable();
    if (!input.use().arguments().isEmpty() || isVariable) {
      diagnostics.add(Message.BLOCK_INPUT_HAS_DIMENSIONS, input.use().ref(), inputs.get(0).name());
    }
    for (LayerDeclaration second : inputs.subList(1, inputs.size())) {
      diagnostics.add(
          Message.BLOCK_HAS_SECOND_INPUT, second.input().orElseThrow().use().ref(), second.name());
    }
    if (block.layers().size() == 1) {
      diagnostics.add(Message.BLOCK_GIVES_NOTHING, block.ref(), block.type().simpleName());
    }
  }

  /** A field that is a block has no annotations but those for its place. */
  private static void checkField(LayerDeclaration field, Diagnostics.Builder diagnostics) {
    for (FieldAnnotation part : field.annotations()) {
      boolean isPlace =
          field.repeat().filter(part::equals).isPresent()
              || field.sameAs().filter(part::equals).isPresent();
      if (!isPlace) {
        diagnostics.add(Message.BLOCK_FIELD_HAS, part.use().ref(), field.name(), part.use());
      }
    }
    boolean isArray = field.block().orElseThrow().isArray();
    field
        .repeat()
        .filter(repeat -> !isArray)
        .ifPresent(
            repeat ->
                diagnostics.add(
                    Message.REPEAT_WITHOUT_ARRAY,
                    repeat.use().ref(),
                    field.name(),
                    field.block().orElseThrow().name()));
    if (isArray && field.repeat().isEmpty()) {
      diagnostics.add(Message.ARRAY_WITHOUT_REPEAT, field.ref(), field.name());
    }
  }
}
