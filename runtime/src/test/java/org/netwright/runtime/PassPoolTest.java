package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    pool = new PassPool(this::newPass, 2, "closed");
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

  @Test
  void onePassIsLentAgainAndAgain() {
    PassPool.Lent first = pool.lend();
    pool.giveBack(first);
    assertThat(pool.lend()).isSameAs(first);
    assertThat(made).hasValue(1);
  }

  @Test
  void thereAreAsManyAsAreNeededUpToTheLimit() throws Exception {
    PassPool.Lent first = pool.lend();
    PassPool.Lent second = pool.lend();
    assertThat(second).isNotSameAs(first);
    Future<PassPool.Lent> third = other.submit(pool::lend);
    assertNotYet(third);
    pool.giveBack(second);
    assertThat(third.get(1, TimeUnit.MINUTES)).isSameAs(second);
    assertThat(made).hasValue(2);
  }

  @Test
  void closeWaitsForThoseThatAreLent() throws Exception {
    PassPool.Lent first = pool.lend();
    pool.giveBack(pool.lend());
    Future<Boolean> closed = other.submit(pool::close);
    assertNotYet(closed);
    assertThatIllegalArgumentException().isThrownBy(pool::lend).withMessage("closed");
    assertThat(pool.close()).isFalse();
    pool.giveBack(first);
    assertThat(closed.get(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void whoWaitsIsToldThatThePoolIsClosed() throws Exception {
    PassPool.Lent first = pool.lend();
    PassPool.Lent second = pool.lend();
    Future<Object> waiting =
        other.submit(
            () -> {
              try {
                return pool.lend();
              } catch (IllegalArgumentException closed) {
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
    PassPool.Lent first = pool.lend();
    PassPool.Lent second = pool.lend();
    boolean[] interrupted = {false};
    PassPool.Lent[] lent = {null};
    Thread waiting =
        new Thread(
            () -> {
              lent[0] = pool.lend();
              interrupted[0] = Thread.currentThread().isInterrupted();
            });
    waiting.start();
    waiting.interrupt();
    waiting.join(100);
    assertThat(waiting.isAlive()).isTrue();
    pool.giveBack(first);
    waiting.join(60_000);
    assertThat(lent[0]).isSameAs(first);
    assertThat(interrupted[0]).isTrue();
    pool.giveBack(second);
  }

  @Test
  void aPassThatCannotBeMadeDoesNotCount() {
    AtomicInteger calls = new AtomicInteger();
    PassPool failing =
        new PassPool(
            () -> {
              if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException("no memory");
              }
              return model.newPass();
            },
            1,
            "closed");
    assertThatIllegalStateException().isThrownBy(failing::lend);
    assertThatIllegalStateException().isThrownBy(failing::lend);
    failing.giveBack(failing.lend());
    assertThat(failing.close()).isTrue();
  }

  private static void assertNotYet(Future<?> future) throws InterruptedException {
    Thread.sleep(50);
    assertThat(future.isDone()).isFalse();
  }
}
