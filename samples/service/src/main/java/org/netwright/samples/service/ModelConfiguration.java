package org.netwright.samples.service;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** The model of the service, with its health and its metrics. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {
  /** A new model must have an answer for it, or it is not put into service. */
  private static final Penguin EXAMPLE =
      new Penguin("Biscoe", 46.1, 13.2, 211.0, 4500.0, Optional.of(Penguin.Sex.FEMALE));

  @Bean
  ModelHolder<PenguinNetModel> models(ServiceSettings settings) {
    return new ModelHolder<>(settings.model(), file -> load(file, settings.strict()));
  }

  private static PenguinNetModel load(Path file, boolean strict) throws IOException {
    PenguinNetModel model = PenguinNetModel.load(file);
    try {
      model.strict(strict);
      model.predict(EXAMPLE);
      return model;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** Looks whether the file has been replaced. */
  @Configuration(proxyBeanMethods = false)
  record Watch(ModelHolder<PenguinNetModel> models) {
    @Scheduled(fixedDelayString = "${penguins.look}")
    void look() {
      models.look();
    }
  }

  /** In service with any model: one that cannot be replaced is told, but is not down. */
  @Bean
  HealthIndicator model(ModelHolder<PenguinNetModel> models) {
    return () -> {
      Health.Builder health = Health.down();
      models
          .serving()
          .ifPresent(
              info ->
                  health
                      .up()
                      .withDetail("id", info.id())
                      .withDetail("sha256", info.sha256())
                      .withDetail("written", info.written())
                      .withDetail("loaded", info.loaded())
                      .withDetail("notes", info.notes()));
      models.problem().ifPresent(problem -> health.withDetail("problem", problem));
      return health.build();
    };
  }

  @Bean
  MeterBinder modelMetrics(ModelHolder<PenguinNetModel> models) {
    return registry -> {
      FunctionCounter.builder("model.loads", models, ModelHolder::loads)
          .description("models that were put into service")
          .register(registry);
      FunctionCounter.builder("model.refusals", models, ModelHolder::refusals)
          .description("files that could not be loaded")
          .register(registry);
      TimeGauge.builder(
              "model.written",
              models,
              TimeUnit.MILLISECONDS,
              m ->
                  m.serving()
                      .map(info -> (double) info.written().toEpochMilli())
                      .orElse(Double.NaN))
          .description("when the file of the model in service was written, since 1970")
          .register(registry);
    };
  }
}
