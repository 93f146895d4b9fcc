package org.netwright.onnx;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.CombinationInference;

/** What joins the outputs of several layers. */
interface RecordedCombinations extends CombinationInference, Recorded {

  @Override
  default void add(BatchTensor a, BatchTensor b, BatchTensor out, int n) {
    trace().write(out, graph().op("Add", trace().read(a), trace().read(b)));
  }

  @Override
  default void multiply(BatchTensor a, BatchTensor b, BatchTensor out, int n) {
    trace().write(out, graph().op("Mul", trace().read(a), trace().read(b)));
  }

  @Override
  default void concat(BatchTensor a, BatchTensor b, int pieces, BatchTensor out, int n) {
    int axis = axisOf(pieces, a, b, out);
    if (axis < 0) {
      throw new UnsupportedOperationException(
          "%s cannot be exported: it joins %s and %s in %d pieces, along no dimension"
              .formatted(trace().describe(out), trace().describe(a), trace().describe(b), pieces));
    }
    String joined =
        graph()
            .node("Concat", trace().read(a), trace().read(b))
            .with("axis", (long) axis + 1)
            .out();
    trace().write(out, joined);
  }

  /**
   * Returns the dimension along which rows are joined: those before it are pieces, and it is the
   * only one that differs. Below 0 if there is none.
   */
  private static int axisOf(int pieces, BatchTensor a, BatchTensor b, BatchTensor out) {
    boolean areAlike = a.dimensions() == out.dimensions() && b.dimensions() == out.dimensions();
    long before = 1;
    for (int axis = 0; areAlike && axis < out.dimensions(); axis++) {
      if (before == pieces && fits(axis, a.shape(), b.shape(), out.shape())) {
        return axis;
      }
      before *= out.size(axis);
    }
    return -1;
  }

  private static boolean fits(int axis, long[] a, long[] b, long... out) {
    for (int i = 0; i < out.length; i++) {
      if (i == axis ? a[i] + b[i] != out[i] : a[i] != out[i] || b[i] != out[i]) {
        return false;
      }
    }
    return true;
  }
}
