package org.netwright.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.generated.ExampleLayout;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.internal.engine.Engines;
import org.netwright.runtime.internal.file.AtomicFile;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.memory.Unclosed;
import org.netwright.runtime.internal.model.BatchNormFolding;
import org.netwright.runtime.internal.model.NetworkSchema;
import org.netwright.runtime.internal.model.SavedNetwork;
import org.netwright.runtime.internal.onnx.ExportedModel;
import org.netwright.runtime.internal.onnx.OnnxExporter;
import org.netwright.runtime.internal.parameters.ParameterValues;
import org.netwright.runtime.internal.pass.ModelParts;
import org.netwright.runtime.internal.pass.PassPool;
import org.netwright.runtime.internal.pass.StreamParts;

/**
 * A network with its saved parameters, ready to predict: the common part of the generated models.
 * Those of networks that take arrays are {@link ArrayModel}s, and with one input and one output
 * {@link Model}s; those of networks that take records are {@link RecordModel}s. It computes in
 * {@code FLOAT}, has nothing that only training needs, and makes the predictions of the trainer
 * that saved it, to the bit if that trains in {@code FLOAT} on the same engine, except where a
 * batch normalisation is folded into the weights before it; then up to rounding.
 *
 * <p>Thread-safe: any number of threads can call it at the same time. Predictions that run at the
 * same time each have their own buffers, up to twice as many as there are processors; further calls
 * wait until one of them ends. The arrays that are passed to a call, for input or output, must not
 * be changed or closed before it returns.
 *
 * <p>An output that is NaN or infinite is never returned: the call throws {@link
 * IllegalStateException} and names the row. Finite parameters can lead to such outputs if they are
 * very large, or if x is very far from the examples that the network was trained on.
 *
 * <p>A model owns off-heap memory, which {@link #close()} frees; if it is never closed, the memory
 * is freed when the garbage collector has found the model unreachable. The arrays that it returns
 * belong to the caller and are outside of any {@code MemoryWorkspace}. The remarks of {@link
 * Trainer} on OpenMP threads apply here too, on threads that need ND4J's own operations: on the
 * engine {@code ND4J}, or for arrays that are not row-major and {@code FLOAT}.
 */
public abstract class NetworkModel implements AutoCloseable {
  private static final int PASSES_PER_PROCESSOR = 2;

  private final String network;
  private final Engine engine;
  private final ParameterValues parameters;
  private final Preprocessing preprocessing;
  private final Function<InferenceParts, InferencePass> pass;
  private final PassPool passes;
  private final Set<SequenceStream> streams = ConcurrentHashMap.newKeySet();
  private final List<String> declaredClasses;
  private final Map<String, List<String>> classesOfOutputs;
  private final Map<String, String> notes;
  private final Unclosed unclosed;

  private volatile boolean belongsToOther;

  /** A field, so that not every call creates one. */
  private final Supplier<ModelParts> factory = this::newParts;

  /**
   * Loads the parameters.
   *
   * @param network the class annotated with {@code @Network}
   * @param layout the layers and parameters
   * @param examples the columns of the records that it takes; null if it takes arrays
   * @param pass the generated pass
   * @param file what {@link Trainer#save} wrote; the parameters become {@code FLOAT}
   * @throws ModelFileException if the file is not a complete model, has a number that is not
   *     finite, or is of a network of another name or with other layers; the message says what
   *     differs
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the engine cannot compute in {@code FLOAT} here
   */
  @SuppressWarnings("this-escape") // it is only watched for becoming unreachable
  NetworkModel(
      Class<?> network,
      NetworkLayout layout,
      @Nullable ExampleLayout examples,
      Function<InferenceParts, InferencePass> pass,
      ModelFile file,
      Engine engine)
      throws IOException {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(engine, "engine");
    this.network = network.getSimpleName();
    this.engine = engine;
    this.preprocessing = new Preprocessing(examples);
    this.pass = pass;
    NetworkSchema schema =
        new NetworkSchema(this.network, layout.layers(), layout.classes(), examples);
    this.declaredClasses = schema.onlyClasses().constants();
    this.classesOfOutputs = layout.classes();
    SavedNetwork saved =
        schema.read(file.contents(), ParameterValues.types(layout.parameters(), DataType.FLOAT));
    this.notes = saved.notes();
    // Only now: another thread loads the native code while this one reads.
    Engines.require(engine);
    this.parameters = new ParameterValues(layout.parameters(), DataType.FLOAT);
    try {
      saved.writeTo(parameters, preprocessing);
      BatchNormFolding.fold(layout.folds(), parameters);
    } catch (RuntimeException | Error e) {
      parameters.close();
      throw e;
    }
    this.passes =
        new PassPool(
            PASSES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors(),
            "the model of %s is closed; load it again with %s.load(file)"
                .formatted(this.network, getClass().getSimpleName()));
    this.unclosed = Unclosed.watch(this);
  }

  /** Returns the engine that computes the predictions. */
  public final Engine engine() {
    return engine;
  }

  /**
   * Waits for running predictions, then frees all arrays of the model; a second call does nothing.
   * As soon as it has begun, new predictions throw {@link IllegalStateException}.
   *
   * @throws IllegalStateException if it is the model of a {@link ReloadingModel}, which closes it;
   *     it stays open
   */
  @Override
  public final void close() {
    if (belongsToOther) {
      throw new IllegalStateException(
          "the model of %s is a ReloadingModel's, which closes it: a function that is given to use must not"
              .formatted(network));
    }
    free();
  }

  /** From now on, only {@link #free} closes it. */
  final void giveAway() {
    belongsToOther = true;
  }

  /** As {@link #close()}, for its owner. */
  final void free() {
    if (passes.close()) {
      unclosed.close();
      streams.forEach(SequenceStream::close);
      parameters.close();
    }
  }

  /** Returns the columns of the table that the network was trained on, if it was a table. */
  final Optional<Columns> savedColumns() {
    return Optional.ofNullable(preprocessing.columns());
  }

  /** Returns the names of the classes: those of the table, or that the network declares. */
  final List<String> savedClasses() {
    return savedColumns()
        .map(Columns::classNames)
        .filter(names -> !names.isEmpty())
        .orElse(declaredClasses);
  }

  /** Returns what the user saved with the parameters. */
  final Map<String, String> savedNotes() {
    return notes;
  }

  /** Takes a pass from the pool, which the caller gives back. */
  final PassPool.Borrowed borrow() {
    return passes.borrow(factory);
  }

  /** Gives a pass back. */
  final void giveBack(PassPool.Borrowed pass) {
    passes.giveBack(pass);
  }

  private ModelParts newParts() {
    ModelParts parts = new ModelParts(network, engine, ownPreprocessing(), parameters);
    parts.complete(pass.apply(parts));
    if (engine == Engine.CPU) {
      parts.share(work -> passes.tryLend(factory, work));
    }
    return parts;
  }

  /** Each pass has scratch memory for scaling. */
  private Preprocessing ownPreprocessing() {
    Preprocessing own = new Preprocessing(preprocessing.layout());
    own.take(preprocessing);
    return own;
  }

  /**
   * Writes what the model computes as an ONNX file, which ONNX Runtime and other programs run
   * without this library: from inputs in the user's units, scaled in the file, to the outputs that
   * {@code predict} returns, and to the probabilities of outputs that are logits. Needs the
   * dependency {@code netwright-onnx}.
   *
   * <p>Inputs and outputs have the names of the layers; inputs of networks that take records have
   * those of the components, with the encoder in the file. The number of rows is free. An earlier
   * file is replaced once the new one is complete; a folder that does not exist is created.
   *
   * <p>The file does not refuse what the model refuses: it computes with numbers that are NaN or
   * infinite, and its outputs may be NaN or infinite, or, after layers that limit numbers, such as
   * max pooling, tanh and recurrent layers, finite and wrong. Ids and lengths that are out of range
   * are errors of the program that runs it.
   *
   * @param file whose name usually ends with {@code .onnx}
   * @throws IOException if the file cannot be written; an earlier file is unchanged
   * @throws IllegalStateException if the model is closed, or {@code netwright-onnx} is not on the
   *     class path; the message says which dependency to add
   * @throws UnsupportedOperationException if ONNX cannot express a part of the network; the message
   *     names it
   */
  public final void exportOnnx(Path file) throws IOException {
    Objects.requireNonNull(file, "file");
    // While a pass is borrowed, the parameters are not freed.
    PassPool.Borrowed borrowed = borrow();
    try {
      byte[] content =
          OnnxExporter.installed()
              .export(
                  new ExportedModel(
                      network,
                      pass,
                      parameters::newView,
                      ownPreprocessing(),
                      savedClasses(),
                      classesOfOutputs,
                      notes));
      AtomicFile.write(file, content);
    } finally {
      giveBack(borrowed);
    }
  }

  /**
   * Begins a sequence that is given step by step: called by generated models of recurrent networks.
   *
   * @throws IllegalStateException if the model is closed
   */
  protected final SequenceStream newStream() {
    // While a pass is borrowed, the parameters are not freed.
    PassPool.Borrowed borrowed = borrow();
    try {
      StreamParts parts = new StreamParts(network, engine, ownPreprocessing(), parameters);
      parts.complete(pass.apply(parts));
      SequenceStream stream = new SequenceStream(network, parts, streams::remove);
      streams.add(stream);
      return stream;
    } finally {
      giveBack(borrowed);
    }
  }
}
