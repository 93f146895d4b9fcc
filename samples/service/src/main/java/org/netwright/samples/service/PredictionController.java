package org.netwright.samples.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.function.BiFunction;
import org.netwright.runtime.ModelVersion;
import org.netwright.runtime.ReloadingModel;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Predictions over HTTP. */
@RestController
class PredictionController {
  /** Without the path of the file, which is not for clients. */
  private static final String NO_MODEL = "there is no model yet, or no longer; try again later";

  private final ReloadingModel<PenguinNetModel> models;
  private final Timer timer;

  PredictionController(ReloadingModel<PenguinNetModel> models, MeterRegistry metrics) {
    this.models = models;
    this.timer =
        Timer.builder("model.predictions")
            .description("predictions for one request, without HTTP and JSON")
            .publishPercentiles(0.5, 0.99)
            .register(metrics);
  }

  @PostMapping("/predict")
  Answer predict(@RequestBody @Valid Penguin penguin) {
    return ask((model, version) -> Answer.of(model, version, penguin));
  }

  /** All answers are from the same model. */
  @PostMapping("/predict/batch")
  List<Answer> predictBatch(
      @RequestBody @Size(min = 1, max = 1000) List<@NotNull @Valid Penguin> penguins) {
    return ask(
        (model, version) ->
            penguins.stream().map(penguin -> Answer.of(model, version, penguin)).toList());
  }

  private <R> R ask(BiFunction<PenguinNetModel, ModelVersion, R> request) {
    try {
      return timer.record(() -> models.useVersion(request::apply));
    } catch (IllegalArgumentException e) { // the request does not fit
      throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, e.getMessage(), e);
    } catch (IllegalStateException e) { // the model cannot answer, or there is none
      String why = models.version().isPresent() ? e.getMessage() : NO_MODEL;
      throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, why, e);
    }
  }
}
