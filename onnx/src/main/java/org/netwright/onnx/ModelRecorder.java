package org.netwright.onnx;

import com.google.gson.Gson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.generated.ExampleLayout;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.onnx.ExportedModel;
import org.netwright.runtime.internal.onnx.OnnxExporter;
import org.netwright.runtime.internal.text.Versions;

/** Writes a model as ONNX: it runs its pass once, and keeps what the operations have written. */
public final class ModelRecorder implements OnnxExporter {
  /** ONNX 1.18, of May 2025: the first with all operators that the graphs have. */
  private static final int OPERATORS = 23;

  /** That of ONNX 1.18. */
  private static final int FORMAT = 11;

  /** The operators for texts. */
  static final String MACHINE_LEARNING = "ai.onnx.ml";

  private static final int MACHINE_LEARNING_OPERATORS = 3;
  private static final Gson GSON = new Gson();

  /** For the service loader. */
  public ModelRecorder() {}

  @Override
  public byte[] export(ExportedModel model) {
    return recorded(model).toByteArray();
  }

  private static ModelProto recorded(ExportedModel model) {
    OnnxGraph graph = new OnnxGraph(model.network());
    Trace trace = new Trace(graph);
    try (RecordedParts parts = new RecordedParts(trace, model.parameters())) {
      InferencePass pass = model.pass().apply(parts);
      trace.pass(pass);
      begin(model, trace, parts.inputs());
      pass.infer(1);
      StandardScaler targets = parts.outputs().size() == 1 ? model.preprocessing().targets() : null;
      parts.outputs().forEach(output -> output.end(trace, targets));
      return file(model, graph, parts);
    }
  }

  private static void begin(ExportedModel model, Trace trace, List<RecordedInput> inputs) {
    Preprocessing preprocessing = model.preprocessing();
    ExampleLayout layout = preprocessing.layout();
    if (layout == null) {
      StandardScaler features = inputs.size() == 1 ? preprocessing.features() : null;
      inputs.forEach(input -> input.begin(trace, features));
    } else {
      new RecordColumns(trace, layout, preprocessing.requireLearnt(model.network())).begin(inputs);
    }
  }

  private static ModelProto file(ExportedModel model, OnnxGraph graph, RecordedParts parts) {
    ModelProto.Builder file =
        ModelProto.newBuilder()
            .setIrVersion(FORMAT)
            .setProducerName("netwright")
            .setProducerVersion(Versions.of("org.netwright", "netwright-runtime"))
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS))
            .setGraph(graph.build());
    if (model.preprocessing().layout() != null) {
      file.addOpsetImport(
          OperatorSetIdProto.newBuilder()
              .setDomain(MACHINE_LEARNING)
              .setVersion(MACHINE_LEARNING_OPERATORS));
    }
    metadata(model, graph, parts)
        .forEach(
            (name, text) ->
                file.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(name).setValue(text)));
    return file.build();
  }

  private static Map<String, String> metadata(
      ExportedModel model, OnnxGraph graph, RecordedParts parts) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("netwright.network", model.network());
    Columns columns = model.preprocessing().columns();
    if (columns != null && !columns.featureNames().isEmpty()) {
      metadata.put("netwright.features", GSON.toJson(columns.featureNames()));
    }
    forEachClasses(
        model,
        parts.outputs(),
        (output, classes) ->
            metadata.put("netwright.classes." + output.name(graph), GSON.toJson(classes)));
    metadata.putAll(model.notes());
    return metadata;
  }

  private static void forEachClasses(
      ExportedModel model,
      List<RecordedOutput> outputs,
      BiConsumer<RecordedOutput, List<String>> action) {
    int losses = 0;
    for (RecordedOutput output : outputs) {
      List<String> classes = classes(model, outputs.size() == 1, output, losses);
      if (!classes.isEmpty()) {
        action.accept(output, classes);
      }
      losses += output.hasLoss() ? 1 : 0;
    }
  }

  private static List<String> classes(
      ExportedModel model, boolean isOnly, RecordedOutput output, int loss) {
    @Nullable ExampleLayout layout = model.preprocessing().layout();
    if (layout != null) {
      return output.hasLoss() ? layout.classes().get(loss) : List.of();
    }
    return isOnly && output.hasLoss()
        ? model.classes()
        : model.declaredClasses().getOrDefault(output.layer(), List.of());
  }
}
