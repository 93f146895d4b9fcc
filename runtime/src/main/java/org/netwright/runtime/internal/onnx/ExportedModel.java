package org.netwright.runtime.internal.onnx;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.input.Preprocessing;

/**
 * A model as an exporter sees it. Batch normalisations are folded into the parameters.
 *
 * @param network the simple name of its class
 * @param pass makes the generated pass, whose operations an exporter records
 * @param parameters returns a view of a parameter or a state by its name, to be read while the
 *     exporter runs
 * @param preprocessing the scaling, the columns of tables and records
 * @param classes the names of the classes of the only output; empty if they have none
 * @param declaredClasses the names of the classes that losses declare, by layer
 * @param notes what the user has saved with the network
 */
public record ExportedModel(
    String network,
    Function<InferenceParts, InferencePass> pass,
    Function<String, ParameterTensor> parameters,
    Preprocessing preprocessing,
    List<String> classes,
    Map<String, List<String>> declaredClasses,
    Map<String, String> notes) {}
