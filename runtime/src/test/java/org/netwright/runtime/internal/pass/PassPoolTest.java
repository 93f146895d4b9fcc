package org.netwright.runtime.internal.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.Engine;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.parameters.ParameterValues;

class PassPoolTest {
  private final ExecutorService other = Executors.newSingleThreadExecutor();
  private final AtomicInteger made = new AtomicInteger();
  private final ParameterValues parameters =
      new ParameterValues(
          ParameterLayout.builder()
              .add("a.weight", ParameterRole.WEIGHT, Initializer.ZEROS.fans(1, 1), 1, 1)
              .build(),
          DataType.FLOAT);
  private final PassPool pool = new PassPool(2, "closed");

  @AfterEach
  void stop() {
    other.shutdownNow();
    parameters.close();
  }

  private ModelParts newPass() {
    made.incrementAndGet();
    return newParts();
  }

  private ModelParts newParts() {
    return new ModelParts("Net", Engine.ND4J, new Preprocessing(), parameters);
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
    Supplier<ModelParts> factory =
        () -> {
          if (calls.incrementAndGet() < 3) {
            throw new IllegalStateException("no memory");
          }
          return newParts();
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
