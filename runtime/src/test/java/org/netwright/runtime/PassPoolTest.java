package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassPoolTest {
  @TempDir private Path folder;
  private final ExecutorService other = Executors.newSingleThreadExecutor();
  private final AtomicInteger made = new AtomicInteger();
  private TinyModel model;
  private PassPool pool;

  @BeforeEach
  void load() throws Exception {
    Path file = folder.resolve("model.safetensors");
    try (TinyTrainer trainer = TinyTrainer.builder().build()) {
      trainer.save(file);
    }
    model = TinyModel.load(file);
    pool = new PassPool(2, "closed");
  }

  @AfterEach
  void stop() {
    other.shutdownNow();
    model.close();
  }

  private InferencePass newPass() {
    made.incrementAndGet();
    return model.newPass();
  }

  private PassPool.Borrowed borrow() {
    return pool.borrow(this::newPass);
  }

  @Test
  void onePassIsLentAgainAndAgain() {
    PassPool.Borrowed first = borrow();
    pool.giveBack(first);
    assertThat(borrow()).isSameAs(first);
    assertThat(made).hasValue(1);
  }

  @Test
  void thereAreAsManyAsAreNeededUpToTheLimit() throws Exception {
    PassPool.Borrowed first = borrow();
    PassPool.Borrowed second = borrow();
    assertThat(second).isNotSameAs(first);
    Future<PassPool.Borrowed> third = other.submit(this::borrow);
    assertNotYet(third);
    pool.giveBack(second);
    assertThat(third.get(1, TimeUnit.MINUTES)).isSameAs(second);
    assertThat(made).hasValue(2);
  }

  @Test
  void closeWaitsForThoseThatAreLent() throws Exception {
    PassPool.Borrowed first = borrow();
    pool.giveBack(borrow());
    Future<Boolean> closed = other.submit(pool::close);
    assertNotYet(closed);
    assertThatIllegalStateException().isThrownBy(this::borrow).withMessage("closed");
    assertThat(pool.close()).isFalse();
    pool.giveBack(first);
    assertThat(closed.get(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void whoWaitsIsToldThatThePoolIsClosed() throws Exception {
    PassPool.Borrowed first = borrow();
    PassPool.Borrowed second = borrow();
    Future<Object> waiting =
        other.submit(
            () -> {
              try {
                return borrow();
              } catch (IllegalStateException closed) {
                return closed.getMessage();
              }
            });
    assertNotYet(waiting);
    Thread closer = new Thread(pool::close);
    closer.start();
    assertThat(waiting.get(1, TimeUnit.MINUTES)).isEqualTo("closed");
    pool.giveBack(second);
    closer.join(50);
    assertThat(closer.isAlive()).isTrue();
    pool.giveBack(first);
    closer.join(60_000);
    assertThat(closer.isAlive()).isFalse();
  }

  @Test
  void anInterruptionIsKeptForTheCaller() throws Exception {
    PassPool.Borrowed first = borrow();
    PassPool.Borrowed second = borrow();
    boolean[] interrupted = {false};
    PassPool.Borrowed[] borrowed = {null};
    Thread waiting =
        new Thread(
            () -> {
              borrowed[0] = borrow();
              interrupted[0] = Thread.currentThread().isInterrupted();
            });
    waiting.start();
    waiting.interrupt();
    waiting.join(100);
    assertThat(waiting.isAlive()).isTrue();
    pool.giveBack(first);
    waiting.join(60_000);
    assertThat(borrowed[0]).isSameAs(first);
    assertThat(interrupted[0]).isTrue();
    pool.giveBack(second);
  }

  @Test
  void aPassThatCannotBeMadeDoesNotCount() {
    AtomicInteger calls = new AtomicInteger();
    Supplier<InferencePass> factory =
        () -> {
          if (calls.incrementAndGet() < 3) {
            throw new IllegalStateException("no memory");
          }
          return model.newPass();
        };
    PassPool failing = new PassPool(1, "closed");
    assertThatIllegalStateException().isThrownBy(() -> failing.borrow(factory));
    assertThatIllegalStateException().isThrownBy(() -> failing.borrow(factory));
    failing.giveBack(failing.borrow(factory));
    assertThat(failing.close()).isTrue();
  }

  private static void assertNotYet(Future<?> future) throws InterruptedException {
    Thread.sleep(50);
    assertThat(future.isDone()).isFalse();
  }
}
