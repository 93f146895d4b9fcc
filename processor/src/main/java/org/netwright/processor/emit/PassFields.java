package org.netwright.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.netwright.processor.emit.Names.Element;

/** Collects the fields of a pass. Those of an array of blocks are arrays. */
final class PassFields {
  private final Names names;
  private final boolean areFinal;
  private final List<FieldSpec> fields = new ArrayList<>();
  private final Set<String> arrays = new HashSet<>();

  /**
   * Starts without fields.
   *
   * @param areFinal whether the constructor assigns all of them itself
   */
  PassFields(Names names, boolean areFinal) {
    this.names = names;
    this.areFinal = areFinal;
  }

  void add(TypeName type, String name) {
    add(type, names.field(name), names.element(name));
  }

  void addRegularizer(TypeName type, String name) {
    add(type, names.fieldOfRegularizer(name), names.element(name));
  }

  void addLoss(String layer) {
    add(RuntimeTypes.CUSTOM_LOSS, names.ofLoss(layer), Optional.empty());
  }

  private void add(TypeName type, String identifier, Optional<Element> element) {
    if (element.isEmpty()) {
      FieldSpec.Builder field = FieldSpec.builder(type, identifier, Modifier.PRIVATE);
      fields.add(areFinal ? field.addModifiers(Modifier.FINAL).build() : field.build());
    } else if (arrays.add(identifier)) {
      fields.add(
          FieldSpec.builder(ArrayTypeName.of(type), identifier, Modifier.PRIVATE, Modifier.FINAL)
              .initializer("new $T[$L]", type, element.get().block().length())
              .build());
    }
  }

  List<FieldSpec> all() {
    return fields;
  }
}
