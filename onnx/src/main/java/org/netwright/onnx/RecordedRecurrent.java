package org.netwright.onnx;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentInference;

/** Recurrent layers, one direction at a time. */
interface RecordedRecurrent extends RecurrentInference, Recorded {

  @Override
  default void recurrent(
      BatchTensor x,
      ParameterTensor weight,
      ParameterTensor recurrent,
      ParameterTensor bias,
      ParameterTensor recurrentBias,
      Recurrence recurrence,
      BatchTensor out,
      int n) {
    put(
        x,
        new RecurrentWeights(recurrence, weight, recurrent, bias, recurrentBias),
        null,
        recurrence,
        out);
  }

  @Override
  default void recurrent(
      BatchTensor x,
      ParameterTensor weight,
      ParameterTensor recurrent,
      ParameterTensor bias,
      ParameterTensor recurrentBias,
      Lengths lengths,
      Recurrence recurrence,
      BatchTensor out,
      int n) {
    put(
        x,
        new RecurrentWeights(recurrence, weight, recurrent, bias, recurrentBias),
        lengths,
        recurrence,
        out);
  }

  /** ONNX's operators have the steps before the batch. */
  private void put(
      BatchTensor x,
      RecurrentWeights weights,
      @Nullable Lengths lengths,
      Recurrence recurrence,
      BatchTensor out) {
    long[] exchange = {1, 0, 2};
    String steps = graph().node("Transpose", trace().read(x)).with("perm", exchange).out();
    String given = lengths == null ? "" : trace().masks(lengths).lengths32();
    OnnxNode node =
        graph()
            .node(
                recurrence.cell().name(),
                steps,
                weights.input(graph()),
                weights.recurrent(graph()),
                weights.biases(graph()),
                given)
            .with("hidden_size", (long) recurrence.units())
            .with("direction", recurrence.isReversed() ? "reverse" : "forward");
    weights.setDefinition(node);
    if (out.dimensions() == 1) {
      // [directions × n × units]
      trace().write(out, graph().op("Squeeze", node.out(1), graph().longs(0)));
    } else {
      // [steps × directions × n × units]
      String all = graph().op("Squeeze", node.out(), graph().longs(1));
      trace().write(out, graph().node("Transpose", all).with("perm", exchange).out());
    }
  }
}
