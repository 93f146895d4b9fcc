package org.netwright.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.ArrayModel;

/** ONNX Runtime computes what the models compute, for each kind of layer and several batches. */
class RoundTripTest {
  private static final int[] BATCHES = {1, 3, 7};
  private static final String LENGTHS = ".lengths";

  @TempDir private Path folder;

  @ParameterizedTest
  @FieldSource("org.netwright.onnx.NetCase#ALL")
  void onnxRuntimePredictsTheSame(NetCase net) throws Exception {
    Path file = folder.resolve("net.onnx");
    try (ArrayModel model = net.model(folder)) {
      model.exportOnnx(file);
      try (OnnxFile onnx = new OnnxFile(file)) {
        for (int n : BATCHES) {
          check(net, model, onnx, n);
        }
      }
    }
  }

  private static void check(NetCase net, ArrayModel model, OnnxFile onnx, int n) throws Exception {
    Random random = new Random(n);
    Map<String, long[]> lengths = new LinkedHashMap<>();
    for (String input : onnx.inputs()) {
      if (input.endsWith(LENGTHS)) {
        String layer = input.substring(0, input.length() - LENGTHS.length());
        lengths.put(layer, random.longs(n, 1, net.mostSteps(layer) + 1L).toArray());
      }
    }
    List<INDArray> ours = new ArrayList<>();
    Map<String, Object> all = new LinkedHashMap<>();
    Map<String, Object> cut = new LinkedHashMap<>();
    for (String input : onnx.inputs()) {
      if (input.endsWith(LENGTHS)) {
        long[] given = lengths.get(input.substring(0, input.length() - LENGTHS.length()));
        ours.add(Nd4j.createFromArray(given));
        all.put(input, OnnxFile.longs(given, n));
        cut.put(input, OnnxFile.longs(given, n));
        continue;
      }
      long[] shape = shape(net, onnx.input(input), input, n);
      boolean isOfIds = onnx.input(input).type == OnnxJavaType.INT64;
      double[] numbers = random(random, isOfIds ? net.vocabulary(input) : 0, shape);
      ours.add(Nd4j.createFromArray(numbers).reshape(shape).castTo(DataType.FLOAT));
      // Padding may be anything.
      if (net.mostSteps(input) > 0) {
        spoil(isOfIds, numbers, net.mostSteps(input), lengthsOf(lengths, input));
      }
      all.put(input, tensor(isOfIds, numbers, shape));
      long longest =
          net.mostSteps(input) == 0
              ? 0
              : Arrays.stream(lengthsOf(lengths, input)).max().getAsLong();
      cut.put(
          input,
          longest == 0 ? tensor(isOfIds, numbers, shape) : cut(isOfIds, numbers, longest, shape));
    }
    compare(model, onnx, ours, onnx.run(all));
    // The steps are free: what all sequences have as padding may be left out.
    compare(model, onnx, ours, onnx.run(cut));
  }

  /** An input without lengths of its own has those of another. */
  private static long[] lengthsOf(Map<String, long[]> lengths, String input) {
    return lengths.getOrDefault(input, lengths.values().iterator().next());
  }

  private static void spoil(boolean isOfIds, double[] numbers, int steps, long... lengths) {
    int row = numbers.length / lengths.length;
    for (int i = 0; i < numbers.length; i++) {
      long step = i % row / (row / steps);
      numbers[i] = step < lengths[i / row] ? numbers[i] : isOfIds ? -5 : Double.NaN;
    }
  }

  private static long[] shape(NetCase net, TensorInfo info, String input, int n) {
    long[] shape = info.getShape();
    assertThat(shape[0]).isEqualTo(-1);
    shape[0] = n;
    if (net.mostSteps(input) > 0) {
      assertThat(shape[1]).isEqualTo(-1);
      shape[1] = net.mostSteps(input);
    }
    return shape;
  }

  private static double[] random(Random random, int vocabulary, long... shape) {
    int length = Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
    double[] numbers = new double[length];
    Arrays.setAll(
        numbers, i -> vocabulary == 0 ? (float) random.nextGaussian() : random.nextInt(vocabulary));
    return numbers;
  }

  private static Object tensor(boolean isOfIds, double[] numbers, long... shape) throws Exception {
    if (isOfIds) {
      return OnnxFile.longs(Arrays.stream(numbers).mapToLong(x -> (long) x).toArray(), shape);
    }
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return OnnxFile.floats(floats, shape);
  }

  private static Object cut(boolean isOfIds, double[] numbers, long steps, long... shape)
      throws Exception {
    int row = numbers.length / Math.toIntExact(shape[0]);
    int kept = Math.toIntExact(row / shape[1] * steps);
    double[] cut = new double[Math.toIntExact(shape[0] * kept)];
    for (int i = 0; i < cut.length; i++) {
      cut[i] = numbers[i / kept * row + i % kept];
    }
    long[] cutShape = shape.clone();
    cutShape[1] = steps;
    return tensor(isOfIds, cut, cutShape);
  }

  private static void compare(
      ArrayModel model, OnnxFile onnx, List<INDArray> inputs, Map<String, OnnxFile.Array> given)
      throws Exception {
    List<INDArray> expected = model.predict(inputs);
    int at = 0;
    for (String output : onnx.outputs()) {
      INDArray wanted =
          output.endsWith(".probabilities")
              ? model.probabilities(output.substring(0, output.indexOf('.')), inputs)
              : expected.get(at++);
      compare(output, wanted, given.get(output));
      assertThat(onnx.output(output).getShape()).hasSize(wanted.rank());
    }
    assertThat(at).isEqualTo(expected.size());
  }

  /** Steps that were cut off are padding, which is 0. */
  private static void compare(String name, INDArray expected, OnnxFile.Array given) {
    long[] shape = given.shape();
    double[] numbers = expected.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    int row = Math.toIntExact(expected.length() / expected.size(0));
    int givenRow = given.numbers().length / Math.toIntExact(shape[0]);
    assertThat(shape[0]).isEqualTo(expected.size(0));
    double most = 0;
    for (int i = 0; i < numbers.length; i++) {
      double other = i % row < givenRow ? given.numbers()[i / row * givenRow + i % row] : 0;
      double difference = Math.abs(numbers[i] - other) / Math.max(1, Math.abs(numbers[i]));
      most = Double.isNaN(other) ? Double.POSITIVE_INFINITY : Math.max(most, difference);
    }
    assertThat(most).as(name).isLessThan(1e-5);
  }
}
