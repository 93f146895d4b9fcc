package org.netwright.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file that ONNX Runtime has loaded. */
final class OnnxFile implements AutoCloseable {
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  private final OrtSession session;

  OnnxFile(Path file) throws OrtException {
    session = ENVIRONMENT.createSession(file.toString(), new OrtSession.SessionOptions());
  }

  /** An array of an output. */
  static final class Array {
    private final long[] shape;
    private final float[] numbers;

    Array(long[] shape, float[] numbers) {
      this.shape = shape;
      this.numbers = numbers;
    }

    long[] shape() {
      return shape;
    }

    float[] numbers() {
      return numbers;
    }
  }

  /** Returns the names of the inputs. */
  List<String> inputs() {
    return List.copyOf(session.getInputNames());
  }

  /** Returns the names of the outputs. */
  List<String> outputs() {
    return List.copyOf(session.getOutputNames());
  }

  /** Returns the type and the shape of an input, in which free dimensions are -1. */
  TensorInfo input(String name) throws OrtException {
    return (TensorInfo) session.getInputInfo().get(name).getInfo();
  }

  /** Returns the type and the shape of an output, in which free dimensions are -1. */
  TensorInfo output(String name) throws OrtException {
    return (TensorInfo) session.getOutputInfo().get(name).getInfo();
  }

  /** Returns the metadata. */
  Map<String, String> metadata() throws OrtException {
    return session.getMetadata().getCustomMetadata();
  }

  /** Runs it; an input is what {@link OnnxTensor#createTensor} takes. */
  Map<String, Array> run(Map<String, ?> inputs) throws OrtException {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, ?> input : inputs.entrySet()) {
        tensors.put(
            input.getKey(),
            input.getValue() instanceof OnnxTensor tensor
                ? tensor
                : OnnxTensor.createTensor(ENVIRONMENT, input.getValue()));
      }
      Map<String, Array> outputs = new LinkedHashMap<>();
      try (OrtSession.Result result = session.run(tensors)) {
        for (String name : outputs()) {
          OnnxTensor tensor = (OnnxTensor) result.get(name).orElseThrow();
          float[] numbers = new float[tensor.getFloatBuffer().remaining()];
          tensor.getFloatBuffer().get(numbers);
          outputs.put(name, new Array(tensor.getInfo().getShape(), numbers));
        }
      }
      return outputs;
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  /** Returns an input of numbers. */
  static OnnxTensor floats(float[] numbers, long... shape) throws OrtException {
    return OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(numbers), shape);
  }

  /** Returns an input of whole numbers. */
  static OnnxTensor longs(long[] numbers, long... shape) throws OrtException {
    return OnnxTensor.createTensor(ENVIRONMENT, LongBuffer.wrap(numbers), shape);
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
