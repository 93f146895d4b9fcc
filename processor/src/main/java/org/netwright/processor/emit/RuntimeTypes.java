package org.netwright.processor.emit;

import com.palantir.javapoet.ClassName;
import java.util.List;
import org.netwright.processor.features.JavaType;

/** The names of the runtime's types. The processor does not depend on the runtime. */
final class RuntimeTypes {
  private static final String ROOT = "org.netwright.runtime";
  private static final String GENERATED_CODE = ROOT + ".generated";

  // What users see too.
  static final ClassName TRAINER = ClassName.get(ROOT, "Trainer");
  static final ClassName SEQUENCE_TRAINER = ClassName.get(ROOT, "SequenceTrainer");
  static final ClassName SEQUENCE_MODEL = ClassName.get(ROOT, "SequenceModel");
  static final ClassName ARRAY_TRAINER = ClassName.get(ROOT, "ArrayTrainer");
  static final ClassName ARRAY_MODEL = ClassName.get(ROOT, "ArrayModel");
  static final ClassName RECORD_TRAINER = ClassName.get(ROOT, "RecordTrainer");
  static final ClassName RECORD_MODEL = ClassName.get(ROOT, "RecordModel");
  static final ClassName LOSS_REPORT = ClassName.get(ROOT, "LossReport");
  static final ClassName TRAINER_BUILDER = ClassName.get(ROOT, "TrainerBuilder");
  static final ClassName NETWORK_TRAINER_BUILDER = ClassName.get(ROOT, "NetworkTrainerBuilder");
  static final ClassName MODEL = ClassName.get(ROOT, "Model");
  static final ClassName SEQUENCE_STREAM = ClassName.get(ROOT, "SequenceStream");
  static final ClassName ENGINE = ClassName.get(ROOT, "Engine");
  static final ClassName MODEL_FILE = ClassName.get(ROOT, "ModelFile");
  static final ClassName STRENGTH = ClassName.get(ROOT, "Strength");
  static final ClassName SCHEDULE = ClassName.get(ROOT, "Schedule");
  static final ClassName PARAMETER_ROLE = ClassName.get(ROOT, "ParameterRole");
  static final ClassName OPTIMIZER = ClassName.get(ROOT + ".optimizer", "Optimizer");

  // What only generated code calls.
  static final ClassName GENERATED_TRAINER = generated("GeneratedTrainer");
  static final ClassName GENERATED_MODEL = generated("GeneratedModel");
  static final ClassName NETWORK_LAYOUT = generated("NetworkLayout");
  static final ClassName INITIALIZER = generated("Initializer");
  static final ClassName TRAINING_PASS = generated("TrainingPass");
  static final ClassName TRAINING_PARTS = generated("TrainingParts");
  static final ClassName INFERENCE_PASS = generated("InferencePass");
  static final ClassName INFERENCE_PARTS = generated("InferenceParts");
  static final ClassName PARAMETER_TENSOR = generated("ParameterTensor");
  static final ClassName SPARSE_GRADIENT = generated("SparseGradient");
  static final ClassName BATCH_STATISTICS = generated("BatchStatistics");
  static final ClassName BATCH_TENSOR = generated("BatchTensor");
  static final ClassName ID_TENSOR = generated("IdTensor");
  static final ClassName LENGTHS = generated("Lengths");
  static final ClassName TARGET_ENCODING = generated("TargetEncoding");
  static final ClassName CUSTOM_PENALTY = generated("CustomPenalty");
  static final ClassName CUSTOM_LOSS = generated("CustomLoss");
  static final ClassName STRENGTH_SCHEDULES = generated("StrengthSchedules");
  static final ClassName LOSSES = generated("Losses");
  static final ClassName STEP_SIZES = generated("StepSizes");
  static final ClassName AXIS = generated("Axis");
  static final ClassName WINDOW = generated("Window");
  static final ClassName EXAMPLE_ENCODER = generated("ExampleEncoder");
  static final ClassName EXAMPLE_LAYOUT = generated("ExampleLayout");
  static final ClassName RECORD_ROW = generated("RecordRow");
  static final ClassName TARGET_ROW = generated("TargetRow");
  static final ClassName OUTPUT_ROW = generated("OutputRow");
  static final ClassName CALENDAR_PART = generated("CalendarPart");

  static final ClassName ARRAY = ClassName.get("org.nd4j.linalg.api.ndarray", "INDArray");
  static final ClassName DATA_TYPE = ClassName.get("org.nd4j.linalg.api.buffer", "DataType");
  static final ClassName GENERATED = ClassName.get("javax.annotation.processing", "Generated");

  /** The types in expressions of passes, where a field of the same name would hide them. */
  static final List<ClassName> IN_EXPRESSIONS =
      List.of(AXIS, WINDOW, TARGET_ENCODING, PARAMETER_ROLE, generated("RecurrentCell"));

  static ClassName generated(String name) {
    return ClassName.get(GENERATED_CODE, name);
  }

  private RuntimeTypes() {}

  /** The name of a user's type. */
  static ClassName of(JavaType type) {
    return of(type.packageName(), type.simpleNames());
  }

  /** The name of a user's class. */
  static ClassName of(String packageName, List<String> simpleNames) {
    return ClassName.get(
        packageName,
        simpleNames.get(0),
        simpleNames.subList(1, simpleNames.size()).toArray(String[]::new));
  }
}
