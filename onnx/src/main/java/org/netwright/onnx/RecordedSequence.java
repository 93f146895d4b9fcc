package org.netwright.onnx;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SequenceInference;

/** What is added to sequences, and what those of different lengths are reduced to. */
interface RecordedSequence extends SequenceInference, Recorded {
  /** The base of the wave lengths of sinusoids. */
  double BASE = 10_000;

  @Override
  default void addPositions(BatchTensor x, ParameterTensor table, BatchTensor out, int n) {
    addTable(x, trace().parameter(table), table.size(0), out);
  }

  @Override
  default void addSinusoids(BatchTensor x, BatchTensor out, int n) {
    int most = Math.toIntExact(x.shape()[0]);
    int features = Math.toIntExact(x.shape()[1]);
    double[] numbers = new double[Math.multiplyExact(most, features)];
    for (int i = 0; i < numbers.length; i++) {
      int feature = i % features;
      double exponent = (double) (feature - feature % 2) / features;
      int step = i / features;
      double angle = step / Math.pow(BASE, exponent);
      numbers[i] = feature % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
    }
    long[] shape = {most, features};
    String table = graph().floats("/sinusoids_%d_%d".formatted(most, features), shape, numbers);
    addTable(x, table, most, out);
  }

  /** Adds the first rows of a table, as many as there are steps. */
  private void addTable(BatchTensor x, String table, long most, BatchTensor out) {
    String input = trace().read(x);
    Lengths lengths = x.lengths();
    String rows = table;
    if (lengths != null) {
      String steps = graph().op("Unsqueeze", trace().masks(lengths).steps(), graph().longs(0));
      rows = graph().op("Slice", table, graph().longs(0), steps, graph().longs(0));
    } else if (most > x.shape()[0]) {
      rows =
          graph()
              .op("Slice", table, graph().longs(0), graph().longs(x.shape()[0]), graph().longs(0));
    }
    trace().write(out, graph().op("Add", input, rows));
  }

  @Override
  default void globalAveragePool(BatchTensor x, Lengths lengths, BatchTensor out, int n) {
    StepMasks masks = trace().masks(lengths);
    String sum = reduced("ReduceSum", masks.filled(trace().read(x), 0));
    String counts = Scaling.cast(graph(), masks.lengths(), ElementType.FLOAT);
    String divisors = graph().op("Unsqueeze", counts, graph().longs(1));
    trace().write(out, graph().op("Div", sum, divisors));
  }

  @Override
  default void globalMaxPool(BatchTensor x, Lengths lengths, BatchTensor out, int n) {
    String filled = trace().masks(lengths).filled(trace().read(x), Double.NEGATIVE_INFINITY);
    trace().write(out, reduced("ReduceMax", filled));
  }

  private String reduced(String operator, String value) {
    return graph().node(operator, value, graph().longs(1)).with("keepdims", 0L).out();
  }
}
