package org.netwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.netwright.processor.features.Component;
import org.netwright.processor.features.ComponentKind;
import org.netwright.processor.features.ComponentKind.Nested;
import org.netwright.processor.features.ComponentKind.Nothing;
import org.netwright.processor.features.FeatureRecord;

/** Writes the columns of records: what they are, and how they are read. */
final class ColumnWriter {
  private final ExampleTypes types;

  ColumnWriter(ExampleTypes types) {
    this.types = types;
  }

  /** The statements that describe the columns of all inputs. */
  List<CodeBlock> layout() {
    List<CodeBlock> code = new ArrayList<>();
    types
        .records()
        .forEach(
            (field, record) -> {
              String input =
                  record.embedded().isEmpty() ? field : field + "." + record.numbersName();
              if (record.width() > 0) {
                code.add(Code.statement("layout.input($S)", input));
              }
              String prefix = types.hasSeveralInputs() ? field + "." : "";
              layout(record, field, prefix, "", false, code);
            });
    return code;
  }

  /**
   * Adds the columns of a record.
   *
   * @param prefix of the names of its columns
   * @param path of the record in that of the input: empty, or {@code address.}
   */
  private static void layout(
      FeatureRecord record,
      String field,
      String prefix,
      String path,
      boolean aroundMayBeMissing,
      List<CodeBlock> code) {
    for (Component component : record.components()) {
      boolean mayBeMissing = aroundMayBeMissing || component.mayBeMissing();
      if (component.kind() instanceof Nested nested) {
        String inner = path + component.name() + ".";
        layout(nested.record(), field, prefix, inner, mayBeMissing, code);
      } else if (!(component.kind() instanceof Nothing)) {
        String name = path + component.name();
        CodeBlock.Builder column = CodeBlock.builder();
        column.add("layout.$L", column(component.kind(), prefix + name));
        if (mayBeMissing) {
          column.add(".orMissing()");
        }
        if (component.kind() instanceof ComponentKind.Category category
            && category.embedding().isPresent()) {
          column.add(".asId($S)", field + "." + name + ".id");
        }
        code.add(Code.statement("$L", column.build()));
      }
    }
  }

  private static CodeBlock column(ComponentKind kind, String name) {
    if (kind instanceof ComponentKind.Flag) {
      return CodeBlock.of("flag($S)", name);
    }
    if (kind instanceof ComponentKind.Constant constant) {
      return CodeBlock.of(
          "constant($S, $T.values(), $L)",
          name,
          RuntimeTypes.of(constant.type()),
          quoted(constant.constants()));
    }
    if (kind instanceof ComponentKind.Text text) {
      return CodeBlock.of("text($S, $L, $L)", name, text.atLeast(), text.atMost());
    }
    if (kind instanceof ComponentKind.Calendar calendar) {
      CodeBlock parts =
          calendar.parts().stream()
              .map(part -> CodeBlock.of("$T.$L", RuntimeTypes.CALENDAR_PART, part))
              .collect(CodeBlock.joining(", "));
      return CodeBlock.of("calendar($S, $S, $L)", name, calendar.zone(), parts);
    }
    return kind instanceof ComponentKind.Vector vector
        ? CodeBlock.of("numbers($S, $L)", name, vector.length())
        : CodeBlock.of("number($S)", name);
  }

  static CodeBlock quoted(List<String> names) {
    return names.stream().map(name -> CodeBlock.of("$S", name)).collect(CodeBlock.joining(", "));
  }

  /** The method that reads an example. */
  MethodSpec read() {
    NameAllocator names = new NameAllocator();
    String row = names.newName("row");
    String first = types.records().keySet().iterator().next();
    String example = names.newName(types.hasSeveralInputs() ? "inputs" : first);
    MethodSpec.Builder method =
        EncoderWriter.method("read")
            .addParameter(types.example(), example)
            .addParameter(RuntimeTypes.RECORD_ROW, row);
    for (Map.Entry<String, FeatureRecord> input : types.records().entrySet()) {
      String variable = example;
      if (types.hasSeveralInputs()) {
        variable = names.newName(input.getKey());
        method.addStatement(
            "$T $N = $T.requireNonNull($N.$N(), $S)",
            ExampleTypes.typeOf(input.getValue()),
            variable,
            Objects.class,
            example,
            input.getKey(),
            input.getKey());
      }
      read(input.getValue(), variable, names, method);
    }
    return method.build();
  }

  private static void read(
      FeatureRecord record, String variable, NameAllocator names, MethodSpec.Builder method) {
    for (Component component : record.components()) {
      if (component.kind() instanceof Nested nested) {
        String inner = names.newName(component.name());
        method.addStatement(
            "$T $N = $N.$N()$L",
            ExampleTypes.typeOf(nested.record()),
            inner,
            variable,
            component.name(),
            nested.isOptional() ? ".orElse(null)" : "");
        method.beginControlFlow("if (row.begin($N, $L))", inner, columns(nested.record()));
        read(nested.record(), inner, names, method);
        method.endControlFlow();
      } else if (!(component.kind() instanceof Nothing)) {
        method.addStatement("row.$L($N.$N())", call(component.kind()), variable, component.name());
      }
    }
  }

  /** How many columns a record has, with those of the records in it. */
  private static int columns(FeatureRecord record) {
    int columns = 0;
    for (Component component : record.components()) {
      columns +=
          component.kind() instanceof Nested nested
              ? columns(nested.record())
              : component.kind() instanceof Nothing ? 0 : 1;
    }
    return columns;
  }

  /** The method of a row that takes such a component. */
  private static String call(ComponentKind kind) {
    if (kind instanceof ComponentKind.Flag) {
      return "flag";
    }
    if (kind instanceof ComponentKind.Constant) {
      return "constant";
    }
    if (kind instanceof ComponentKind.Text) {
      return "text";
    }
    if (kind instanceof ComponentKind.Calendar) {
      return "calendar";
    }
    return kind instanceof ComponentKind.Vector ? "numbers" : "number";
  }
}
