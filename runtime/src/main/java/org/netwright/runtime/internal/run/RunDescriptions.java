package org.netwright.runtime.internal.run;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.session.SessionSummary;
import org.netwright.runtime.internal.session.TrainedLayer;
import org.netwright.runtime.internal.text.Versions;
import org.netwright.runtime.optimizer.GradientClipping;
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
  static RunDescription of(
      FitPlan fit, FitExamples data, Instant begun, long shuffleSeed, int epochsDone) {
    return new RunDescription(
        begun,
        settings(fit, data, shuffleSeed, epochsDone),
        versions(),
        SessionSummary.layers(fit.session));
  }

  private static Map<String, String> settings(
      FitPlan fit, FitExamples data, long shuffleSeed, int epochsDone) {
    Session session = fit.session;
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("epochs", String.valueOf(fit.epochs));
    settings.put("batch size", String.valueOf(fit.batchSize));
    if (fit.accumulate > 1) {
      settings.put("mini-batches in an update", String.valueOf(fit.accumulate));
    }
    settings.put("examples", fit.data == null ? "a stream" : count(fit.data.size()));
    addWeights(settings, data);
    if (fit.isValidated()) {
      settings.put(
          "validation examples",
          fit.validation != null
              ? count(fit.validation.size())
              : fit.validationStream != null
                  ? "a stream"
                  : fit.validationShare + " of the examples");
      settings.put("monitor", fit.monitor);
    }
    if (!fit.metrics.isEmpty()) {
      settings.put("own metrics", fit.metrics.described());
    }
    if (fit.patience > 0) {
      settings.put("patience", String.valueOf(fit.patience));
    }
    if (fit.plateau != null) {
      settings.put("reduce on plateau", fit.plateau.toString());
    }
    if (fit.patience > 0 || fit.plateau != null) {
      settings.put("min delta", SessionSummary.number(fit.minDelta));
    }
    settings.put("optimizer", SessionSummary.optimizer(session.optimizer()));
    Double rate = session.learningRate().constant();
    settings.put("learning rate", rate == null ? "a schedule" : SessionSummary.number(rate));
    if (!(session.passes().clipping() instanceof GradientClipping.None)) {
      settings.put("clipping", SessionSummary.readable(session.passes().clipping().toString()));
    }
    StandardScaler scaler = session.preprocessing().features();
    if (scaler != null) {
      settings.put("features", scaler.span() == 1 ? "standardized" : "standardized by channel");
    }
    if (fit.augmenting != null) {
      settings.put("augmentation", fit.augmenting.toString());
    }
    if (session.preprocessing().targets() != null) {
      settings.put("targets", "standardized");
    }
    List<String> frozen =
        session.layers().values().stream()
            .filter(TrainedLayer::isFrozen)
            .map(TrainedLayer::name)
            .toList();
    if (!frozen.isEmpty()) {
      settings.put("frozen layers", String.join(", ", frozen));
    }
    settings.put("parameters kept", fit.restoreBest && fit.isValidated() ? "best" : "last");
    settings.put("seed", String.valueOf(session.counter().seed()));
    settings.put(
        "order",
        fit.data == null
            ? "as the stream gives them"
            : !fit.shuffle
                ? "as given"
                : "shuffled, seed %d%s"
                    .formatted(
                        shuffleSeed,
                        fit.similarLengths ? ", mini-batches of similar lengths" : ""));
    settings.put("data type", session.dataType().name());
    settings.put("engine", session.engine().name());
    if (epochsDone > 0) {
      settings.put("resumed after epoch", String.valueOf(epochsDone));
    }
    return settings;
  }

  private static void addWeights(Map<String, String> settings, FitExamples data) {
    if (data.weightsId() != null) {
      long omitted = Objects.requireNonNull(data.trainingData()).size() - data.training().size();
      settings.put(
          "weights of examples",
          omitted == 0 ? "given" : "given, %s are 0".formatted(count(omitted)));
    }
    if (!data.classWeights().words().isEmpty()) {
      settings.put("class weights", ClassWeighting.line(data.classWeights().words(), ""));
    }
  }

  private static String count(long examples) {
    return String.format(Locale.ROOT, "%,d", examples);
  }

  private static Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("Netwright", Versions.of("org.netwright", "netwright-runtime"));
    versions.put("Java", System.getProperty("java.version"));
    versions.put("ND4J", Versions.of("org.nd4j", "nd4j-api"));
    versions.put(
        "operating system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return versions;
  }
}
