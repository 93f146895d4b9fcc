package org.netwright.runtime;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Kernels;
import org.netwright.runtime.generated.ParameterTensor;

/**
 * The state of one prediction, next to the parameters, which all passes of a {@link Model} share:
 * buffers for the outputs of layers, and scratch memory. The generated passes use the methods here.
 *
 * <p>A pass runs one prediction at a time; a model has as many as it runs at once.
 */
public abstract class InferencePass {
  /** The operations that the generated passes call. */
  protected final Kernels kernels;

  private final Model model;
  private final Scaling scaling;
  private final List<BatchTensor> tensors = new ArrayList<>();
  private FeatureReader features;
  private Predictor predictor;

  /**
   * Starts a pass. The generated constructor then creates the other parts.
   *
   * @param model the owner of the parameters
   */
  @SuppressWarnings("NullAway.Init") // what input() and output() set
  protected InferencePass(Model model) {
    this.model = model;
    this.scaling = model.newScaling();
    this.kernels = model.engine().kernels();
  }

  /** Runs the network on the first {@code n} rows of the input and returns its output. */
  protected abstract BatchTensor infer(int n);

  /**
   * Creates this pass's own view of a parameter.
   *
   * @param name the layer and the parameter, as in {@code hidden.weight}
   */
  protected final ParameterTensor parameter(String name) {
    return model.parameters().newView(name);
  }

  /**
   * Creates the tensor that rows are copied into.
   *
   * @param layer the input layer, for messages
   * @param shape the shape of one row
   */
  protected final BatchTensor input(String layer, long... shape) {
    BatchTensor tensor = tensor(shape);
    features = new FeatureReader(layer, tensor, model.engine(), scaling);
    return tensor;
  }

  /** Creates a tensor that lives as long as the model; {@code shape} is that of one row. */
  protected final BatchTensor tensor(long... shape) {
    BatchTensor tensor = new BatchTensor(DataType.FLOAT, shape);
    tensors.add(tensor);
    return tensor;
  }

  /**
   * Sets the network's output.
   *
   * @param encoding that of the loss that the network was trained with: the meaning of the output
   * @param layer the output layer, for messages
   * @param tensor the tensor that {@link #infer} returns
   */
  protected final void output(TargetEncoding encoding, String layer, BatchTensor tensor) {
    predictor =
        new Predictor(
            model.engine(),
            features,
            new OutputWriter(layer, tensor, model.engine()),
            new Logits(model.network(), encoding, Math.toIntExact(tensor.rowLength())),
            scaling,
            this::infer);
  }

  final Predictor predictor() {
    return predictor;
  }

  final void close() {
    tensors.forEach(BatchTensor::close);
  }
}
