package org.netwright.runtime.internal.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PieceThreadsTest {
  private static final int PIECES = 8;

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "helper");
    thread.setDaemon(true);
    return thread;
  }

  /** A thread that the system does not start, as at a limit of threads. */
  private static final class Refused extends Thread {
    @Override
    public synchronized void start() {
      throw new OutOfMemoryError("unable to create native thread");
    }
  }

  /** Each piece is done once and none is running when the call returns, in each of many calls. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void whatTheSystemRefusesToStartIsDoneByTheOthers(int started) {
    AtomicInteger asked = new AtomicInteger();
    PieceThreads threads =
        new PieceThreads(
            4, task -> asked.getAndIncrement() < started ? daemon(task) : new Refused());
    for (int round = 0; round < 100; round++) {
      AtomicIntegerArray done = new AtomicIntegerArray(PIECES);
      threads.doAll(
          index -> {
            LockSupport.parkNanos(20_000);
            done.incrementAndGet(index);
          },
          PIECES,
          4);
      assertThat(done).hasToString("[1, 1, 1, 1, 1, 1, 1, 1]");
    }
    assertThat(asked).as("not tried again").hasValue(started + 1);
  }

  @Test
  void aFactoryThatThrowsIsARefusalToo() {
    PieceThreads threads =
        new PieceThreads(
            4,
            task -> {
              throw new SecurityException("no threads");
            });
    AtomicInteger done = new AtomicInteger();
    threads.doAll(index -> done.incrementAndGet(), PIECES, 4);
    assertThat(done).hasValue(PIECES);
  }

  @Test
  void noMoreThreadsTakePartThanAreAllowed() {
    PieceThreads threads = new PieceThreads(4, PieceThreadsTest::daemon);
    // All watch for work when the next begins, because each has just done some.
    for (int round = 0; round < 50; round++) {
      CountDownLatch all = new CountDownLatch(4);
      threads.doAll(
          index -> {
            all.countDown();
            await(all);
          },
          4,
          4);
      Set<Thread> two = ConcurrentHashMap.newKeySet();
      threads.doAll(
          index -> {
            two.add(Thread.currentThread());
            LockSupport.parkNanos(20_000);
          },
          PIECES,
          2);
      assertThat(two).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void aPieceThatFailsIsReportedWhenAllAreDone() {
    PieceThreads threads = new PieceThreads(3, PieceThreadsTest::daemon);
    Set<Integer> done = Collections.synchronizedSet(new HashSet<>());
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                threads.doAll(
                    index -> {
                      if (index == 0) {
                        throw new StackOverflowError("deep");
                      }
                      LockSupport.parkNanos(1_000_000);
                      done.add(index);
                    },
                    PIECES,
                    3))
        .withRootCauseInstanceOf(StackOverflowError.class);
    assertThat(done).hasSize(PIECES - 1);
    AtomicInteger next = new AtomicInteger();
    threads.doAll(index -> next.incrementAndGet(), PIECES, 3);
    assertThat(next).hasValue(PIECES);
  }

  @SuppressWarnings("ThreadPriorityCheck") // what is tested
  @Test
  void threadsOutliveTheGroupAndThePriorityOfTheirCaller() throws InterruptedException {
    if (PieceThreads.PROCESSORS < 2) {
      return;
    }
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    Thread caller =
        new Thread(
            new ThreadGroup("short-lived"),
            () -> {
              CountDownLatch two = new CountDownLatch(2);
              PieceThreads.run(
                  index -> {
                    seen.add(Thread.currentThread());
                    two.countDown();
                    await(two);
                  },
                  2,
                  2);
            });
    caller.setPriority(Thread.MIN_PRIORITY);
    caller.start();
    caller.join();
    seen.remove(caller);
    assertThat(seen)
        .singleElement()
        .satisfies(
            helper -> {
              assertThat(helper.getName()).isEqualTo("netwright-work-1");
              assertThat(helper.getPriority()).isEqualTo(Thread.NORM_PRIORITY);
              assertThat(helper.getThreadGroup().getParent()).isNull();
              assertThat(helper.isDaemon()).isTrue();
            });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
