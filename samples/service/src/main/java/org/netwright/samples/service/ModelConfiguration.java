package org.netwright.samples.service;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.netwright.runtime.ReloadingModel;
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
  ReloadingModel<PenguinNetModel> models(ServiceSettings settings) {
    return ReloadingModel.of(
        settings.model(),
        PenguinNetModel::load,
        model -> {
          model.strict(settings.strict());
          model.predict(EXAMPLE);
        });
  }

  /** Looks whether the file has been replaced. */
  @Configuration(proxyBeanMethods = false)
  record Watch(ReloadingModel<PenguinNetModel> models) {
    @Scheduled(fixedDelayString = "${penguins.look}")
    void look() {
      models.refresh();
    }
  }

  /** In service with any model: one that cannot be replaced is told, but is not down. */
  @Bean
  HealthIndicator model(ReloadingModel<PenguinNetModel> models) {
    return () -> {
      Health.Builder health = Health.down();
      models
          .version()
          .ifPresent(
              version ->
                  health
                      .up()
                      .withDetail("id", version.id())
                      .withDetail("sha256", version.sha256())
                      .withDetail("written", version.written())
                      .withDetail("loaded", version.loaded())
                      .withDetail("notes", version.notes()));
      models.problem().ifPresent(problem -> health.withDetail("problem", problem));
      return health.build();
    };
  }

  @Bean
  MeterBinder modelMetrics(ReloadingModel<PenguinNetModel> models) {
    return registry -> {
      FunctionCounter.builder("model.loads", models, ReloadingModel::loads)
          .description("models that were put into service")
          .register(registry);
      FunctionCounter.builder("model.refusals", models, ReloadingModel::refusals)
          .description("files that could not be loaded")
          .register(registry);
      TimeGauge.builder(
              "model.written",
              models,
              TimeUnit.MILLISECONDS,
              m ->
                  m.version()
                      .map(version -> (double) version.written().toEpochMilli())
                      .orElse(Double.NaN))
          .description("when the file of the model in service was written, since 1970")
          .register(registry);
    };
  }
}
