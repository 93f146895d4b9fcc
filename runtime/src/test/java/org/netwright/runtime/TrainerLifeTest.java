package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.session.SessionState;
import org.netwright.runtime.training.Fit;

/** A trainer is not freed, and not used a second time, while it works. */
@SuppressWarnings("try") // trainers are closed in the middle
class TrainerLifeTest {
  private static final INDArray X = Nd4j.linspace(DataType.FLOAT, -1, 0.02, 120).reshape(40, 3);
  private static final INDArray Y = Nd4j.ones(DataType.FLOAT, 40, 2);
  private static final Data DATA = Data.of(X, Y);

  @TempDir private Path folder;

  /** Calls an action at each place where a user's code runs inside a call of the trainer. */
  private static void inEachCallback(ChainTrainer trainer, Map<String, Runnable> actions) {
    Runnable none = () -> {};
    trainer
        .fit(DATA)
        .epochs(1)
        .batchSize(16)
        .quiet()
        .onStep((losses, step) -> actions.getOrDefault("onStep", none).run())
        .onEpoch((report, control) -> actions.getOrDefault("onEpoch", none).run())
        .run();
    DataStream stream =
        size -> {
          actions.getOrDefault("open", none).run();
          List<Data> left = new ArrayList<>(List.of(DATA));
          return () -> {
            actions.getOrDefault("stream", none).run();
            return left.isEmpty() ? null : left.remove(0);
          };
        };
    trainer.fit(stream).epochs(2).quiet().run();
    trainer
        .network()
        .hidden
        .l1(
            step -> {
              actions.getOrDefault("schedule", none).run();
              return 0.01;
            });
    trainer.step(X, Y);
    trainer.fit(DATA).epochs(1).quiet().run();
    trainer.network().hidden.l1(0.01);
  }

  /** Also those that nobody has asked for before. */
  @Test
  void aClosedTrainerGivesNoViews() {
    ChainTrainer trainer = ChainTrainer.builder().build();
    Layer hidden = trainer.network().hidden;
    trainer.close();
    for (Runnable view : List.<Runnable>of(hidden::weight, hidden::biasGradient)) {
      assertThatIllegalStateException()
          .isThrownBy(view::run)
          .withMessageContaining("the trainer of Chain is closed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"onStep", "onEpoch", "open", "stream", "schedule"})
  void closeInACallbackIsRefusedAndChangesNothing(String place) {
    List<String> messages = new ArrayList<>();
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build();
        ChainTrainer undisturbed = ChainTrainer.builder().seed(1).build()) {
      inEachCallback(trainer, Map.of(place, () -> messages.add(refusal(trainer::close))));
      inEachCallback(undisturbed, Map.of());
      assertThat(messages).isNotEmpty().allMatch(message -> message.startsWith("close() was"));
      assertThat(bits(trainer)).containsExactly(bits(undisturbed));
    }
  }

  /** A penalty, and what is tried inside of it. */
  private record Trying(Consumer<INDArray> action) implements ParameterPenalty {
    @Override
    public double value(INDArray parameter) {
      action.accept(parameter);
      return 0;
    }

    @Override
    public void gradient(INDArray parameter, INDArray gradient) {
      action.accept(parameter);
    }
  }

  @Test
  void aPenaltyMayNotCloseNorUseThePass() {
    List<ChainTrainer> own = new ArrayList<>();
    List<String> messages = new ArrayList<>();
    Trying penalty =
        new Trying(
            parameter -> {
              messages.add(refusal(() -> own.get(0).close()));
              messages.add(refusal(() -> own.get(0).predict(X)));
              messages.add(refusal(() -> own.get(0).step(X, Y)));
            });
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).penalty(penalty).build();
        ChainTrainer undisturbed = ChainTrainer.builder().seed(1).build()) {
      own.add(trainer);
      trainer.step(X, Y);
      trainer.fit(DATA).epochs(2).quiet().run();
      undisturbed.step(X, Y);
      undisturbed.fit(DATA).epochs(2).quiet().run();
      assertThat(messages)
          .isNotEmpty()
          .allMatch(
              message ->
                  message.contains("callback of step()") || message.contains("from inside fit()"));
      assertThat(bits(trainer)).containsExactly(bits(undisturbed));
    }
  }

  @Test
  void closeInAListenerSaysHowToEnd() {
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      Fit fit = trainer.fit(DATA).quiet().onEpoch((report, control) -> trainer.close());
      assertThatIllegalStateException()
          .isThrownBy(fit::run)
          .withMessage(
              "close() was called from inside fit(), which needs the trainer until it returns;"
                  + " end the training with FitControl.stop() in a listener, and close the trainer"
                  + " afterwards");
      trainer.step(X, Y);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"onStep", "onEpoch"})
  void listenersMayDoEverythingElse(String place) {
    try (ChainTrainer trainer =
        ChainTrainer.builder().encoding(TargetEncoding.PROBABILITIES).build()) {
      AtomicInteger runs = new AtomicInteger();
      Path file = folder.resolve("model.safetensors");
      inEachCallback(
          trainer,
          Map.of(
              place,
              () -> {
                runs.incrementAndGet();
                all(trainer, file).values().forEach(TrainerLifeTest::run);
              }));
      assertThat(runs).hasPositiveValue();
    }
  }

  @Test
  void evaluationInAListenerDoesNotChangeWhatTheNextOneSees() {
    List<Double> first = new ArrayList<>();
    List<Double> second = new ArrayList<>();
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      trainer
          .fit(DATA)
          .epochs(2)
          .quiet()
          .onStep(
              (losses, step) -> {
                first.add(losses.total());
                trainer.evaluate(Data.of(X.mul(3), Y));
              })
          .onStep((losses, step) -> second.add(losses.total()))
          .run();
    }
    assertThat(second).isEqualTo(first).isNotEmpty();
  }

  @Test
  void aStreamMayPredictButNotTrain() {
    try (ChainTrainer trainer =
            ChainTrainer.builder().seed(1).encoding(TargetEncoding.PROBABILITIES).build();
        ChainTrainer undisturbed =
            ChainTrainer.builder().seed(1).encoding(TargetEncoding.PROBABILITIES).build()) {
      Map<String, ThrowingCallable> all = all(trainer, folder.resolve("model.safetensors"));
      List<String> trains = List.of("step", "stepReport", "fit", "load", "weight");
      inEachCallback(
          trainer,
          Map.of(
              "stream",
              () ->
                  all.forEach(
                      (name, call) -> {
                        if (trains.contains(name)) {
                          assertThat(refusal(call)).contains("from the stream of fit()");
                        } else if (!name.equals("set")) {
                          run(call);
                        }
                      })));
      inEachCallback(undisturbed, Map.of());
      assertThat(bits(trainer)).containsExactly(bits(undisturbed));
    }
  }

  @Test
  void aScheduleMayReadAndSaveButNotUseThePass() {
    try (ChainTrainer trainer =
            ChainTrainer.builder().seed(1).encoding(TargetEncoding.PROBABILITIES).build();
        ChainTrainer undisturbed =
            ChainTrainer.builder().seed(1).encoding(TargetEncoding.PROBABILITIES).build()) {
      Map<String, ThrowingCallable> all = all(trainer, folder.resolve("model.safetensors"));
      List<String> allowed = List.of("save", "weightCopy", "sparsity", "set");
      inEachCallback(
          trainer,
          Map.of(
              "schedule",
              () ->
                  all.forEach(
                      (name, call) -> {
                        if (allowed.contains(name)) {
                          run(call);
                        } else {
                          assertThat(refusal(call)).as(name).contains("from a callback of");
                        }
                      })));
      inEachCallback(undisturbed, Map.of());
      assertThat(bits(trainer)).containsExactly(bits(undisturbed));
    }
  }

  @Test
  void anotherThreadIsToldWhoIsInside() throws Exception {
    try (ChainTrainer trainer =
        ChainTrainer.builder().encoding(TargetEncoding.PROBABILITIES).build()) {
      trainer.save(folder.resolve("model.safetensors"));
      CountDownLatch inside = new CountDownLatch(1);
      CountDownLatch asked = new CountDownLatch(1);
      Thread training =
          new Thread(
              () ->
                  trainer
                      .fit(DATA)
                      .epochs(1)
                      .quiet()
                      .onEpoch(
                          (report, control) -> {
                            inside.countDown();
                            await(asked);
                          })
                      .run(),
              "training");
      training.start();
      await(inside);
      String here = Thread.currentThread().getName();
      all(trainer, folder.resolve("model.safetensors"))
          .forEach(
              (name, call) ->
                  assertThat(refusal(call))
                      .as(name)
                      .contains(
                          "on thread \"" + here + "\" while thread \"training\" is in fit();"));
      assertThat(refusal(() -> trainer.predict(X)))
          .isEqualTo(
              "predict() was called on thread \"%s\" while thread \"training\" is in fit(); a trainer can be used by one thread at a time: use one trainer per thread, or save this one and predict with ChainModel, which any number of threads can share"
                  .formatted(here));
      assertThat(refusal(trainer.network().hidden::freeze)).startsWith("freeze() was called on");
      assertThat(refusal(trainer.network().hidden::unfreeze))
          .startsWith("unfreeze() was called on");
      assertThat(refusal(trainer::close))
          .isEqualTo(
              "close() was called on thread \"%s\" while thread \"training\" is in fit(); end the training first, with FitControl.stop() in a listener or by interrupting that thread, and close the trainer when fit() has returned"
                  .formatted(here));
      // To look at a setting is possible at any time.
      assertThat(trainer.learningRate()).isEqualTo(0.01);
      assertThat(trainer.network().hidden.l1()).isEqualTo(0.01);
      assertThat(trainer.steps()).isPositive();
      asked.countDown();
      training.join();
    }
  }

  @Test
  void closeDoesNotWaitForTheSearchForALearningRate() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      trainer
          .network()
          .hidden
          .l1(
              step -> {
                if (Thread.currentThread().getName().equals("searching") && step == 1) {
                  inside.countDown();
                  await(asked);
                }
                return 0;
              });
      Thread searching = new Thread(() -> trainer.findLearningRate(DATA).run(), "searching");
      searching.start();
      await(inside);
      assertThat(refusal(trainer::close))
          .isEqualTo(
              "close() was called on thread \"%s\" while thread \"searching\" is in findLearningRate(); end the training first, by interrupting that thread, and close the trainer when findLearningRate() has returned"
                  .formatted(Thread.currentThread().getName()));
      asked.countDown();
      searching.join();
    }
  }

  @Test
  void closeWaitsForAShortCall() throws Exception {
    ChainTrainer trainer = ChainTrainer.builder().build();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    trainer
        .network()
        .hidden
        .l1(
            step -> {
              if (step == 0 && Thread.currentThread().getName().equals("stepping")) {
                inside.countDown();
                await(goOn);
              }
              return 0;
            });
    trainer.network().hidden.weight();
    List<Object> results = Collections.synchronizedList(new ArrayList<>());
    Thread stepping =
        new Thread(
            () -> {
              SessionState.of(trainer.session()).restoreTo(trainer.session());
              results.add(trainer.step(X, Y));
            },
            "stepping");
    stepping.start();
    await(inside);
    Thread closing =
        new Thread(
            () -> {
              trainer.close();
              results.add("closed");
            });
    closing.start();
    Thread.sleep(50);
    assertThat(results).isEmpty();
    goOn.countDown();
    stepping.join();
    closing.join();
    assertThat(results).hasSize(2).contains("closed").hasAtLeastOneElementOfType(LossReport.class);
    assertThat(refusal(() -> trainer.step(X, Y))).startsWith("the trainer of Chain is closed");
  }

  /** Eight threads call whatever there is, and one closes: each call works or is refused. */
  @Test
  void manyThreadsEndInNoCrash() throws Exception {
    for (int round = 0; round < 30; round++) {
      ChainTrainer trainer = ChainTrainer.builder().encoding(TargetEncoding.PROBABILITIES).build();
      Path file = folder.resolve("round-" + round);
      trainer.save(file);
      List<ThrowingCallable> calls = new ArrayList<>(all(trainer, file).values());
      List<Throwable> wrong = Collections.synchronizedList(new ArrayList<>());
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int first = i;
        Thread thread =
            new Thread(
                () -> {
                  for (int call = first; ; call++) {
                    try {
                      calls.get(call % calls.size()).call();
                    } catch (IllegalStateException refused) {
                      if (String.valueOf(refused.getMessage()).contains("is closed")) {
                        return;
                      }
                    } catch (Throwable other) {
                      wrong.add(other);
                      return;
                    }
                  }
                });
        threads.add(thread);
        thread.start();
      }
      Thread.sleep(round);
      while (true) {
        try {
          trainer.close();
          break;
        } catch (IllegalStateException inFit) {
          assertThat(inFit).hasMessageContaining("is in fit()");
        }
      }
      for (Thread thread : threads) {
        thread.join(TimeUnit.MINUTES.toMillis(1));
        assertThat(thread.isAlive()).isFalse();
      }
      assertThat(wrong).isEmpty();
    }
  }

  /** One call of each kind. */
  private static Map<String, ThrowingCallable> all(ChainTrainer trainer, Path file) {
    Layer hidden = trainer.network().hidden;
    Map<String, ThrowingCallable> all = new LinkedHashMap<>();
    LossReport report = trainer.newReport();
    INDArray result = Nd4j.create(DataType.FLOAT, 40, 2);
    all.put("save", () -> trainer.save(file));
    all.put("step", () -> trainer.step(X, Y));
    all.put("stepReport", () -> trainer.step(X, Y, report));
    all.put("predict", () -> trainer.predict(X).close());
    all.put("predictInto", () -> trainer.predict(X, result));
    all.put("probabilities", () -> trainer.probabilities(X).close());
    all.put("evaluate", () -> trainer.evaluate(DATA));
    all.put("fit", () -> trainer.fit(DATA).epochs(1).quiet().run());
    all.put("load", () -> trainer.load(file));
    all.put("set", () -> trainer.learningRate(0.01));
    all.put("weight", () -> hidden.weight(Nd4j.ones(3, 5)));
    all.put("weightCopy", () -> hidden.weightCopy().close());
    all.put("sparsity", hidden::sparsity);
    return all;
  }

  private static String refusal(ThrowingCallable call) {
    try {
      call.call();
    } catch (IllegalStateException refused) {
      return String.valueOf(refused.getMessage());
    } catch (Throwable other) {
      throw new AssertionError(other);
    }
    return "not refused";
  }

  private static void run(ThrowingCallable call) {
    try {
      call.call();
    } catch (Throwable refused) {
      throw new AssertionError(refused);
    }
  }

  private static double[] bits(ChainTrainer trainer) {
    return trainer.session().parameters().flatValues().array().toDoubleVector();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
