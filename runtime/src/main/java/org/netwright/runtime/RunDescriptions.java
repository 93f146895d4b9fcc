package org.netwright.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.optimizer.Optimizer;
import org.netwright.runtime.training.LayerSummary;
import org.netwright.runtime.training.RunDescription;

/** Describes training runs: hyperparameters, seeds, versions and layers. */
final class RunDescriptions {
  private RunDescriptions() {}

  /**
   * Describes a run that is about to train its first epoch.
   *
   * @param shuffleSeed the seed of the order of the examples
   * @param epochsDone the number of epochs that a checkpoint had
   */
  static RunDescription of(Fit fit, Instant begun, long shuffleSeed, int epochsDone) {
    return new RunDescription(
        begun, settings(fit, shuffleSeed, epochsDone), versions(), layers(fit.trainer));
  }

  private static Map<String, String> settings(Fit fit, long shuffleSeed, int epochsDone) {
    Trainer<?> trainer = fit.trainer;
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("epochs", String.valueOf(fit.epochs));
    settings.put("batch size", String.valueOf(fit.batchSize));
    settings.put("examples", fit.data == null ? "a stream" : count(fit.data.size()));
    if (fit.validation != null) {
      settings.put("validation examples", count(fit.validation.size()));
      settings.put("monitor", fit.monitor);
    }
    if (fit.patience > 0) {
      settings.put("patience", String.valueOf(fit.patience));
      settings.put("least improvement", number(fit.leastImprovement));
    }
    settings.put("optimizer", optimizer(trainer.optimizer()));
    Double rate = trainer.scheduledLearningRate().constant();
    settings.put("learning rate", rate == null ? "a schedule" : number(rate));
    if (!(trainer.clipping() instanceof GradientClipping.None)) {
      settings.put("clipping", readable(trainer.clipping().toString()));
    }
    if (trainer.scaling.features() != null) {
      settings.put("features", "standardized");
    }
    if (trainer.scaling.targets() != null) {
      settings.put("targets", "standardized");
    }
    settings.put("parameters kept", fit.keepLast || fit.validation == null ? "last" : "best");
    settings.put("seed", String.valueOf(trainer.seed()));
    settings.put(
        "order",
        fit.data == null
            ? "as the stream gives them"
            : fit.shuffle ? "shuffled, seed " + shuffleSeed : "as given");
    settings.put("data type", trainer.dataType().name());
    settings.put("engine", trainer.engine().name());
    if (epochsDone > 0) {
      settings.put("resumed after epoch", String.valueOf(epochsDone));
    }
    return settings;
  }

  /** The learning rate is left out: it may have been set elsewhere since, and has its own entry. */
  static String optimizer(Optimizer optimizer) {
    return readable(optimizer.toString().replaceFirst("learningRate=[^,\\]]*(, )?", ""));
  }

  /** Turns what a record prints, {@code Adam[beta1=0.9]}, into {@code Adam (beta1 = 0.9)}. */
  private static String readable(String text) {
    return shorter(text.replace("[]", "").replace("[", " (").replace(']', ')').replace("=", " = "));
  }

  private static String number(double value) {
    return shorter(String.valueOf(value));
  }

  /** Writes {@code 1.0E-8} as {@code 1e-8}. */
  private static String shorter(String text) {
    return text.replaceAll("(?<=\\d)(\\.0)?E(?=-?\\d)", "e");
  }

  private static String count(long examples) {
    return String.format(Locale.ROOT, "%,d", examples);
  }

  private static Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("Netwright", version("org.netwright", "netwright-runtime"));
    versions.put("Java", System.getProperty("java.version"));
    versions.put("ND4J", version("org.nd4j", "nd4j-api"));
    versions.put(
        "operating system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return versions;
  }

  /** Reads the file that Maven puts into each jar; a folder of classes has none. */
  static String version(String group, String artifact) {
    String file = "/META-INF/maven/%s/%s/pom.properties".formatted(group, artifact);
    try (InputStream in = RunDescriptions.class.getResourceAsStream(file)) {
      if (in == null) {
        return "built from source";
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** Describes the layers of a network. */
  static List<LayerSummary> layers(Trainer<?> trainer) {
    return trainer.layers().stream().map(layer -> layer(layer, trainer.parameters)).toList();
  }

  private static LayerSummary layer(Layer layer, ParameterVector all) {
    long parameters =
        all.values().stream()
            .filter(parameter -> parameter.name().startsWith(layer.name() + "."))
            .mapToLong(parameter -> parameter.array().length())
            .sum();
    // Not weight(): a live view that was given away keeps the memory from being freed at once.
    String weight = layer.hasWeight() ? Shapes.bare(layer.weightTensor().array().shape()) : "";
    String strengths =
        layer.strengths().stream().map(RunDescriptions::strength).collect(Collectors.joining(", "));
    return new LayerSummary(layer.name(), layer.operations(), weight, parameters, strengths);
  }

  private static String strength(Strength strength) {
    String kind = strength.name().substring(strength.layer().length() + 1);
    String schedule = strength.scheduled().constant() == null ? " (scheduled)" : "";
    return kind + " " + number(strength.value()) + schedule;
  }
}
