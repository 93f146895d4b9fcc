package org.netwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.netwright.processor.features.CalendarPart;
import org.netwright.processor.features.Component;
import org.netwright.processor.features.ComponentKind.Nested;
import org.netwright.processor.features.ComponentKind.OfColumn;
import org.netwright.processor.features.EnumConstants;
import org.netwright.processor.features.FeatureRecord;
import org.netwright.processor.features.FeatureRecord.Column;

/** Writes the columns of records: what they are, and how they are read. */
final class ColumnWriter {
  /** How many columns of a record in a record are read together with those around it. */
  private static final int FEW = 10;

  private static final Calls CALLS = new Calls(1);
  private static final ParameterSpec ROW =
      ParameterSpec.builder(RuntimeTypes.RECORD_ROW, "row").build();

  private final ExampleTypes types;
  private final NameAllocator methodNames = new NameAllocator();
  private final List<MethodSpec> ofRecords = new ArrayList<>();

  ColumnWriter(ExampleTypes types) {
    this.types = types;
    List.of("read", "readTarget").forEach(methodNames::newName);
  }

  /**
   * The statements that describe the columns of all inputs.
   *
   * @param builder of the layout
   */
  List<CodeBlock> layout(ParameterSpec builder) {
    List<CodeBlock> code = new ArrayList<>();
    types
        .records()
        .forEach(
            (field, record) -> {
              String input =
                  record.embedded().isEmpty() ? field : field + "." + record.numbersName();
              if (record.width() > 0) {
                code.add(Code.statement("$N.input($S)", builder, input));
              }
              String prefix = types.hasSeveralInputs() ? field + "." : "";
              record
                  .columns()
                  .forEach(column -> code.add(layout(column, field, prefix, builder.name())));
            });
    return code;
  }

  /**
   * Describes a column.
   *
   * @param prefix of the names of the columns
   */
  private static CodeBlock layout(Column column, String field, String prefix, String builder) {
    Map<String, List<CodeBlock>> calls = new LinkedHashMap<>();
    OfColumn kind = (OfColumn) column.component().kind();
    calls.put(kind.method(), arguments(kind, prefix + column.path()));
    if (column.mayBeMissing()) {
      String call = column.component().mayBeMissing() ? "orMissing" : "orMissingAround";
      calls.put(call, List.of());
    }
    if (column.component().embeddingWidth().isPresent()) {
      calls.put("asId", List.of(CodeBlock.of("$S", field + "." + column.path() + ".id")));
    }
    return Code.statement("$L", CALLS.chain(builder, calls));
  }

  private static List<CodeBlock> arguments(OfColumn kind, String name) {
    List<CodeBlock> arguments = new ArrayList<>();
    arguments.add(CodeBlock.of("$S", name));
    kind.settings().forEach(setting -> arguments.addAll(literals(setting)));
    return arguments;
  }

  private static List<CodeBlock> literals(Object setting) {
    if (setting instanceof EnumConstants constants) {
      return constants(constants);
    }
    if (setting instanceof CalendarPart part) {
      return List.of(CodeBlock.of("$T.$L", RuntimeTypes.CALENDAR_PART, part.name()));
    }
    return List.of(CodeBlock.of(setting instanceof String ? "$S" : "$L", setting));
  }

  /** The constants of an enum, and the names that they have now. */
  static List<CodeBlock> constants(EnumConstants constants) {
    return Stream.concat(
            Stream.of(CodeBlock.of("$T.values()", RuntimeTypes.of(constants.type()))),
            constants.names().stream().map(name -> CodeBlock.of("$S", name)))
        .toList();
  }

  /** How many usual statements one that describes a column counts as: names take most of it. */
  static int weight(CodeBlock statement) {
    return 1 + (int) statement.toString().chars().filter(c -> c == ',').count() / 7;
  }

  /** The methods that read an example. */
  List<MethodSpec> read() {
    NameAllocator names = types.variables();
    names.newName(ROW.name());
    String first = types.records().keySet().iterator().next();
    String name = names.newName(types.hasSeveralInputs() ? "inputs" : first);
    ParameterSpec example = ParameterSpec.builder(types.example(), name).build();
    MethodSpec.Builder method =
        EncoderWriter.method("read").addParameter(example).addParameter(ROW);
    for (Map.Entry<String, FeatureRecord> input : types.records().entrySet()) {
      if (!types.hasSeveralInputs()) {
        read("", input.getValue(), example.name(), names, method);
        continue;
      }
      String variable = names.newName(input.getKey());
      method.addStatement(
          "$T $N = $N.required($N.$N(), $S)",
          ExampleTypes.typeOf(input.getValue()),
          variable,
          ROW,
          example,
          input.getKey(),
          input.getKey());
      readNested(input.getKey(), input.getValue(), variable, names, method);
    }
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(method.build());
    methods.addAll(ofRecords);
    return methods;
  }

  /**
   * Reads the components of a record.
   *
   * @param around the names of the records around them, as in {@code address.}
   */
  private void read(
      String around,
      FeatureRecord record,
      String variable,
      NameAllocator names,
      MethodSpec.Builder method) {
    for (Component component : record.components()) {
      if (component.kind() instanceof Nested nested) {
        String inner = names.newName(component.name());
        String path = around + component.name();
        method.addStatement(
            "$T $N = $L",
            ExampleTypes.typeOf(nested.record()),
            inner,
            given(component, nested, variable, path));
        if (component.mayBeMissing()) {
          int columns = nested.record().columns().size();
          method.beginControlFlow("if ($N.begin($N, $L))", ROW, inner, columns);
        }
        readNested(path, nested.record(), inner, names, method);
        if (component.mayBeMissing()) {
          method.endControlFlow();
        }
      } else if (component.kind() instanceof OfColumn kind) {
        method.addStatement("$N.$L($N.$N())", ROW, kind.method(), variable, component.name());
      }
    }
  }

  /** A record in a record, or null if it may be missing. */
  private static CodeBlock given(Component component, Nested nested, String variable, String path) {
    CodeBlock given = CodeBlock.of("$N.$N()", variable, component.name());
    if (component.mayBeMissing() && !nested.isOptional()) {
      return given;
    }
    String method = nested.isOptional() ? "optional" : "nested";
    return CodeBlock.of("$N.$L($L, $S)", ROW, method, given, path);
  }

  /**
   * Reads a small record here, and a large one in a method of its own, because methods are short.
   */
  private void readNested(
      String path,
      FeatureRecord record,
      String variable,
      NameAllocator names,
      MethodSpec.Builder method) {
    if (record.columns().size() <= FEW) {
      read(path + ".", record, variable, names, method);
      return;
    }
    String name = path.substring(path.lastIndexOf('.') + 1);
    String own =
        methodNames.newName("read" + Character.toUpperCase(name.charAt(0)) + name.substring(1));
    method.addStatement("$N($N, $N)", own, variable, ROW);
    NameAllocator ownNames = types.variables();
    ownNames.newName(ROW.name());
    String parameter = ownNames.newName(name);
    MethodSpec.Builder reader =
        MethodSpec.methodBuilder(own)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addParameter(ExampleTypes.typeOf(record), parameter)
            .addParameter(ROW);
    int position = ofRecords.size();
    read(path + ".", record, parameter, ownNames, reader);
    ofRecords.add(position, reader.build());
  }
}
