package org.netwright.processor.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.Engine;
import org.netwright.runtime.NetworkTrainerBuilder;
import org.netwright.runtime.RecordModel;
import org.netwright.runtime.RecordTrainer;

/**
 * What every network that takes records can do: read examples, take a step, be saved, and predict
 * from the file.
 */
public final class RecordCheck {
  private static final int EXAMPLES = 12;

  private final CompiledNetwork network;

  private RecordCheck(CompiledNetwork network) {
    this.network = network;
  }

  /**
   * Checks that a network takes a step on random examples, and that its model predicts what the
   * trainer does. Arrays of examples and targets have three numbers, and class numbers go to 8.
   *
   * @param folder where the model is saved
   * @return how many numbers the examples become, for each input; ids count as one
   */
  public static Map<String, Integer> check(CompiledNetwork network, Path folder, long seed) {
    return check(network, folder, seed, trainer -> {});
  }

  /**
   * Checks the same, and more.
   *
   * @param more about the trainer
   */
  public static Map<String, Integer> check(
      CompiledNetwork network, Path folder, long seed, Consumer<RecordTrainer<?, ?, ?, ?>> more) {
    try {
      return new RecordCheck(network).check(folder, seed, more);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private Map<String, Integer> check(
      Path folder, long seed, Consumer<RecordTrainer<?, ?, ?, ?>> more)
      throws IOException, ReflectiveOperationException {
    RecordExamples random = new RecordExamples(new Random(seed));
    List<?> examples = random.of(parameterOf("read"), EXAMPLES);
    List<?> targets = random.of(parameterOf("readTarget"), EXAMPLES);
    try (RecordTrainer<?, Object, Object, ?> trainer = trainer(seed)) {
      trainer.fitEncoder(examples);
      assertThat(trainer.step(examples, targets).total()).isFinite();
      more.accept(trainer);
      Path file = folder.resolve("model.safetensors");
      trainer.save(file);
      try (RecordModel<Object, ?> model = model(file)) {
        assertThat(text(model.predict(examples))).isEqualTo(text(trainer.predict(examples)));
      }
      Map<String, INDArray> encoded = trainer.encode(examples);
      Map<String, Integer> widths = new TreeMap<>();
      encoded.forEach((input, rows) -> widths.put(input, (int) rows.size(1)));
      encoded.values().forEach(INDArray::close);
      return widths;
    }
  }

  /** The trainer's builder is package-private in most networks. */
  @SuppressWarnings("unchecked") // the examples are of the right type
  private RecordTrainer<?, Object, Object, ?> trainer(long seed)
      throws ReflectiveOperationException {
    Method builder = network.load(network.declared().trainerName()).getDeclaredMethod("builder");
    builder.setAccessible(true);
    var created = (NetworkTrainerBuilder<?, ?>) builder.invoke(null);
    return (RecordTrainer<?, Object, Object, ?>) created.seed(seed).build();
  }

  @SuppressWarnings("unchecked") // the examples are of the right type
  private RecordModel<Object, ?> model(Path file) throws ReflectiveOperationException {
    Method load =
        network
            .load(network.declared().modelName())
            .getDeclaredMethod("load", Path.class, Engine.class);
    load.setAccessible(true);
    return (RecordModel<Object, ?>) load.invoke(null, file, Engine.CPU);
  }

  /** The type of what a method of the encoder takes. */
  private Class<?> parameterOf(String method) {
    String encoder = network.declared().trainerName().replaceFirst("Trainer$", "Encoder");
    return Arrays.stream(network.load(encoder).getDeclaredMethods())
        .filter(declared -> declared.getName().equals(method) && !declared.isBridge())
        .findFirst()
        .orElseThrow()
        .getParameterTypes()[0];
  }

  /** Records compare arrays by identity, so compare their texts, with the numbers of arrays. */
  private static String text(List<?> predictions) {
    return predictions.stream().map(RecordCheck::text).toList().toString();
  }

  private static String text(Object prediction) {
    if (prediction instanceof float[] numbers) {
      return Arrays.toString(numbers);
    }
    if (!prediction.getClass().isRecord()) {
      return prediction.toString();
    }
    return Arrays.stream(prediction.getClass().getRecordComponents())
        .map(
            component -> {
              try {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                return text(accessor.invoke(prediction));
              } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
              }
            })
        .toList()
        .toString();
  }
}
