package org.netwright.processor.emit;

import com.palantir.javapoet.ClassName;
import java.util.List;

/** The runtime's types, by name only: the processor does not depend on the runtime. */
final class RuntimeTypes {
  private static final String ROOT = "org.netwright.runtime";

  static final ClassName TRAINER = ClassName.get(ROOT, "Trainer");
  static final ClassName TRAINER_BUILDER = ClassName.get(ROOT, "TrainerBuilder");
  static final ClassName PENALTY = ClassName.get(ROOT, "Penalty");
  static final ClassName LOSS_REPORT = ClassName.get(ROOT, "LossReport");
  static final ClassName TARGET_ENCODING = ClassName.get(ROOT, "TargetEncoding");
  static final ClassName BATCH_TENSOR = ClassName.get(ROOT + ".kernels", "BatchTensor");
  static final ClassName PARAMETER_TENSOR = ClassName.get(ROOT + ".parameters", "ParameterTensor");
  static final ClassName PARAMETER_LAYOUT = ClassName.get(ROOT + ".parameters", "ParameterLayout");
  static final ClassName PARAMETER_ROLE = ClassName.get(ROOT + ".parameters", "ParameterRole");
  static final ClassName INITIALIZER = ClassName.get(ROOT + ".parameters", "Initializer");
  static final ClassName OPTIMIZER = ClassName.get(ROOT + ".optimizer", "Optimizer");
  static final ClassName GENERATED = ClassName.get("javax.annotation.processing", "Generated");

  /** Those that generated code names in expressions, where a field of that name would hide them. */
  static final List<ClassName> IN_EXPRESSIONS =
      List.of(PENALTY, TARGET_ENCODING, PARAMETER_LAYOUT, PARAMETER_ROLE, INITIALIZER, OPTIMIZER);

  private RuntimeTypes() {}
}
