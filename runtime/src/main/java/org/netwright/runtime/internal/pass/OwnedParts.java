package org.netwright.runtime.internal.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.Engine;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.PassParts;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.input.FeatureReader;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.predict.Logits;
import org.netwright.runtime.internal.predict.OutputWriter;
import org.netwright.runtime.internal.predict.Predictor;

/** The tensors of a pass, which trainers and models have in common, and how they predict. */
public abstract class OwnedParts<P extends InferencePass> implements PassParts {
  private final String network;
  private final DataType dataType;
  private final Execution execution;
  private final EngineKernels kernels;
  private final Preprocessing preprocessing;
  private final List<Runnable> closers = new ArrayList<>();
  private @Nullable FeatureReader features;
  private @Nullable Predictor predictor;
  private @Nullable P pass;

  /**
   * Starts without parts.
   *
   * @param network the simple name of the network's class, for messages
   */
  protected OwnedParts(
      String network, Engine engine, DataType dataType, Preprocessing preprocessing) {
    this.network = network;
    this.dataType = dataType;
    this.execution = Execution.of(engine);
    this.kernels = execution.newKernels();
    this.preprocessing = preprocessing;
  }

  /** Takes the pass, whose constructor has created the other parts. */
  public final void complete(P created) {
    pass = created;
  }

  /** Returns the pass. */
  public final P pass() {
    return Objects.requireNonNull(pass, "the pass has not been created");
  }

  /** Returns what predicts with the pass. */
  public final Predictor predictor() {
    return Objects.requireNonNull(predictor, "the pass has no output");
  }

  /** Returns what runs the pass. */
  public final Execution execution() {
    return execution;
  }

  @Override
  public final EngineKernels kernels() {
    return kernels;
  }

  @Override
  public final BatchTensor tensor(long... shape) {
    BatchTensor tensor = new BatchTensor(dataType, shape);
    onClose(tensor::close);
    return tensor;
  }

  @Override
  public final BatchTensor input(String layer, long... shape) {
    BatchTensor tensor = tensor(shape);
    features = new FeatureReader(layer, tensor, execution, preprocessing);
    return tensor;
  }

  /** Returns what reads x. */
  protected final FeatureReader features() {
    return Objects.requireNonNull(features, "the pass has no input");
  }

  /**
   * Sets the meaning of the output.
   *
   * @param output a tensor of its shape
   */
  protected final void predictions(TargetEncoding encoding, String layer, BatchTensor output) {
    predictor =
        new Predictor(
            execution,
            features(),
            new OutputWriter(layer, output, execution),
            new Logits(network, encoding, Math.toIntExact(output.rowLength())),
            preprocessing,
            n -> pass().infer(n));
  }

  /** Adds what {@link #close} does. */
  protected final void onClose(Runnable closer) {
    closers.add(closer);
  }

  /** Frees the tensors. */
  public final void close() {
    closers.forEach(Runnable::run);
  }
}
