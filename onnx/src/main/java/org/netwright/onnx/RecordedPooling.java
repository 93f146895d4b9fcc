package org.netwright.onnx;

import java.util.stream.LongStream;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.PoolingInference;
import org.netwright.runtime.generated.Window;

/** Pooling, and its opposite. */
interface RecordedPooling extends PoolingInference, Recorded {

  @Override
  default void maxPool(BatchTensor x, Window window, BatchTensor out, int n) {
    WindowNode shape = new WindowNode(window, x, out);
    String pooled = shape.set(graph().node("MaxPool", trace().read(x))).out();
    trace().write(out, shape.cut(graph(), pooled));
  }

  @Override
  default void averagePool(
      BatchTensor x, Window window, boolean countsPadding, BatchTensor out, int n) {
    WindowNode shape = new WindowNode(window, x, out);
    OnnxNode node = shape.set(graph().node("AveragePool", trace().read(x)));
    String pooled = node.with("count_include_pad", countsPadding ? 1L : 0L).out();
    trace().write(out, shape.cut(graph(), pooled));
  }

  @Override
  default void globalAveragePool(BatchTensor x, boolean channelsFirst, BatchTensor out, int n) {
    reduce("ReduceMean", x, channelsFirst, out);
  }

  @Override
  default void globalMaxPool(BatchTensor x, boolean channelsFirst, BatchTensor out, int n) {
    reduce("ReduceMax", x, channelsFirst, out);
  }

  private void reduce(String operator, BatchTensor x, boolean channelsFirst, BatchTensor out) {
    int first = channelsFirst ? 2 : 1;
    String axes = graph().longs(LongStream.range(first, first + x.dimensions() - 1L).toArray());
    trace().write(out, graph().node(operator, trace().read(x), axes).with("keepdims", 0L).out());
  }

  @Override
  default void upsample(BatchTensor x, int rows, int columns, BatchTensor out, int n) {
    double[] scales =
        x.dimensions() == 2 ? new double[] {1, 1, columns} : new double[] {1, 1, rows, columns};
    String name = "/scales_" + x.dimensions() + "_" + rows + "_" + columns;
    String factors = graph().floats(name, new long[] {scales.length}, scales);
    trace()
        .write(
            out,
            graph()
                .node("Resize", trace().read(x), "", factors)
                .with("mode", "nearest")
                .with("coordinate_transformation_mode", "asymmetric")
                .with("nearest_mode", "floor")
                .out());
  }
}
