package org.netwright.processor.emit;

import com.palantir.javapoet.ClassName;
import java.util.List;

/** The names of the runtime's types. The processor does not depend on the runtime. */
final class RuntimeTypes {
  private static final String ROOT = "org.netwright.runtime";
  private static final String GENERATED_CODE = ROOT + ".generated";

  static final ClassName GENERATED_TRAINER = ClassName.get(ROOT, "GeneratedTrainer");
  static final ClassName GENERATED_MODEL = ClassName.get(ROOT, "GeneratedModel");
  static final ClassName MODEL = ClassName.get(ROOT, "Model");
  static final ClassName MODEL_LAYOUT = ClassName.get(ROOT, "ModelLayout");
  static final ClassName INFERENCE_PASS = ClassName.get(ROOT, "InferencePass");
  static final ClassName ENGINE = ClassName.get(ROOT, "Engine");
  static final ClassName TRAINER = ClassName.get(ROOT, "Trainer");
  static final ClassName TRAINER_BUILDER = ClassName.get(ROOT, "TrainerBuilder");
  static final ClassName STRENGTH = ClassName.get(ROOT, "Strength");
  static final ClassName CUSTOM_PENALTY = ClassName.get(ROOT, "CustomPenalty");
  static final ClassName SCHEDULE = ClassName.get(ROOT, "Schedule");
  static final ClassName LOSS_REPORT = ClassName.get(ROOT, "LossReport");
  static final ClassName TARGET_ENCODING = ClassName.get(ROOT, "TargetEncoding");
  static final ClassName BATCH_TENSOR = ClassName.get(GENERATED_CODE, "BatchTensor");
  static final ClassName STEP_SIZES = ClassName.get(GENERATED_CODE, "StepSizes");
  static final ClassName AXIS = ClassName.get(GENERATED_CODE, "Axis");
  static final ClassName PARAMETER_TENSOR = ClassName.get(GENERATED_CODE, "ParameterTensor");
  static final ClassName PARAMETER_LAYOUT = ClassName.get(GENERATED_CODE, "ParameterLayout");
  static final ClassName PARAMETER_ROLE = ClassName.get(ROOT, "ParameterRole");
  static final ClassName INITIALIZER = ClassName.get(GENERATED_CODE, "Initializer");
  static final ClassName OPTIMIZER = ClassName.get(ROOT + ".optimizer", "Optimizer");
  static final ClassName GENERATED = ClassName.get("javax.annotation.processing", "Generated");

  /** The types in expressions of generated code, where a field of the same name would hide them. */
  static final List<ClassName> IN_EXPRESSIONS =
      List.of(
          STRENGTH,
          SCHEDULE,
          AXIS,
          TARGET_ENCODING,
          PARAMETER_LAYOUT,
          PARAMETER_ROLE,
          INITIALIZER,
          OPTIMIZER);

  private RuntimeTypes() {}

  /** The name of a user's class. */
  static ClassName of(String packageName, List<String> simpleNames) {
    return ClassName.get(
        packageName,
        simpleNames.get(0),
        simpleNames.subList(1, simpleNames.size()).toArray(String[]::new));
  }
}
