package org.netwright.runtime.internal.session;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time into a trainer, and knows what that thread is doing there: a trainer
 * has one set of off-heap arrays, which a second call would overwrite, and {@code close} would free
 * in the middle of a pass.
 *
 * <p>Each public call {@linkplain #enter enters} and {@linkplain #leave leaves}. Calls nest on one
 * thread, as a prediction in a listener of {@code fit}. Entering and leaving takes a few
 * nanoseconds and allocates no objects.
 */
public final class TrainerGuard {
  /** How long {@code close} waits before it looks again, in nanoseconds. */
  private static final long WAIT = 50_000;

  /** What a thread may be doing in a trainer. */
  public enum Call {
    STEP("step()", true, true),
    /** A part of {@link #STEP}, which may also be asked between steps: the user's schedule. */
    SCHEDULE("step()", false, false),
    PREDICT("predict()", true, false),
    EVALUATE("evaluate()", true, false),
    FIT("fit()", true, true),
    /** A part of {@link #FIT}: the user's stream makes the next batch. */
    STREAM("the stream of fit()", false, false),
    /** A part of {@link #EVALUATE}: the user's stream makes the next batch. */
    EVALUATION_STREAM("the stream of evaluate()", false, false),
    /** Trains a copy of the state. */
    FIND_RATE("findLearningRate()", true, true),
    SAVE("save()", false, false),
    LOAD("load()", true, true),
    /** Writes a parameter. */
    ASSIGN("a parameter's setter", true, true),
    /** Reads a parameter. */
    READ("a parameter's getter", false, false),
    /** Sets a learning rate or a strength, which count from the next step on. */
    SET("a setter", false, false),
    /** Keeps the parameters of a layer from the next step on. */
    FREEZE("freeze()", false, false),
    /** Trains them again. */
    UNFREEZE("unfreeze()", false, false);

    private final String text;
    private final boolean usesArrays;
    private final boolean trains;

    /**
     * Describes a kind of call.
     *
     * @param usesArrays whether it uses the arrays that a pass of the network writes
     * @param trains whether it changes the parameters
     */
    Call(String text, boolean usesArrays, boolean trains) {
      this.text = text;
      this.usesArrays = usesArrays;
      this.trains = trains;
    }

    /** Returns whether it runs for so long that {@code close} does not wait for its end. */
    private boolean isLong() {
      return this == FIT || this == FIND_RATE;
    }

    /** Returns whether it can run inside another call, in a callback on the same thread. */
    private boolean isAllowedIn(Call outer) {
      return switch (outer) {
        case FIT, FIND_RATE -> true;
        case STREAM, EVALUATION_STREAM -> !trains;
        default -> !usesArrays;
      };
    }
  }

  private final String trainer;
  private final String network;
  private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();

  /** The thread that is to have the trainer next, in order to close it. */
  private final AtomicReference<@Nullable Thread> closer = new AtomicReference<>();

  private final Object closing = new Object();

  /** Written by the owner; others read it for messages, and to see whether it is a fit. */
  private volatile @Nullable Call outermost;

  /** Read and written by the owner only. */
  private @Nullable Call current;

  private volatile boolean closed;

  /**
   * Makes a guard of an open trainer.
   *
   * @param trainer the simple name of the trainer's class, for messages
   * @param network the simple name of the network's class, for messages
   */
  public TrainerGuard(String trainer, String network) {
    this.trainer = trainer;
    this.network = network;
  }

  /**
   * Enters a call.
   *
   * @return the call that this one is nested in, for {@link #leave}; null if there is none
   * @throws IllegalStateException if the trainer is closed, another thread is in it, or the call is
   *     not possible inside the one that this thread is in
   */
  @Nullable Call enter(Call call) {
    Thread thread = Thread.currentThread();
    if (owner.get() == thread) {
      return nest(call);
    }
    if (!owner.compareAndSet(null, thread)) {
      throw inUse(call);
    }
    if (closed) {
      release();
      throw closedException();
    }
    outermost = call;
    current = call;
    return null;
  }

  /** Leaves a call; the argument is what {@link #enter} returned. */
  public void leave(@Nullable Call outer) {
    if (outer == null) {
      release();
    } else {
      current = outer;
    }
  }

  /** Enters if no call is running, to ask a schedule, which a closed trainer still has. */
  public boolean tryEnter() {
    if (!owner.compareAndSet(null, Thread.currentThread())) {
      return false;
    }
    outermost = Call.SCHEDULE;
    current = Call.SCHEDULE;
    return true;
  }

  private void release() {
    current = null;
    outermost = null;
    Thread next = closer.get();
    owner.setRelease(next != null && closer.compareAndSet(next, null) ? next : null);
  }

  /** Returns whether this thread is inside a call. */
  public boolean isMine() {
    return owner.get() == Thread.currentThread();
  }

  /** Returns whether the trainer is closed. */
  public boolean isClosed() {
    return closed;
  }

  /**
   * Requires the trainer to be open.
   *
   * @throws IllegalStateException if it is closed
   */
  public void requireOpen() {
    if (closed) {
      throw closedException();
    }
  }

  /**
   * Waits for the call that another thread is in, and closes the trainer.
   *
   * @param free frees what the trainer has; not called if it is closed already
   * @throws IllegalStateException if this thread is inside a call, or another thread is in {@code
   *     fit}; the trainer stays open
   */
  public void close(Runnable free) {
    Thread thread = Thread.currentThread();
    if (owner.get() == thread) {
      throw closedInside();
    }
    synchronized (closing) {
      if (closed) {
        return;
      }
      await(thread);
      closed = true;
      try {
        free.run();
      } finally {
        release();
      }
    }
  }

  /** Takes the trainer for this thread, as soon as the call of another has ended. */
  private void await(Thread thread) {
    if (owner.compareAndSet(null, thread)) {
      return;
    }
    // The thread that leaves next hands the trainer over, so that no other thread can enter first.
    closer.set(thread);
    boolean interrupted = false;
    while (owner.get() != thread && !owner.compareAndSet(null, thread)) {
      Call running = outermost;
      if (running != null && running.isLong() && closer.compareAndSet(thread, null)) {
        throw closedDuring(running, thread);
      }
      LockSupport.parkNanos(this, WAIT);
      interrupted |= Thread.interrupted();
    }
    closer.compareAndSet(thread, null);
    if (interrupted) {
      thread.interrupt();
    }
  }

  private @Nullable Call nest(Call call) {
    requireOpen();
    Call outer = current;
    if (outer != null && !call.isAllowedIn(outer)) {
      String message =
          switch (outer) {
            case STREAM ->
                "%s was called from %s, which would change the parameters in the middle of an epoch; call it from a listener such as onEpoch()";
            case EVALUATION_STREAM ->
                "%s was called from %s, which would change the parameters in the middle of an evaluation; call it afterwards";
            default ->
                "%s was called from a callback of %s, such as a schedule or a penalty, whose arrays it would overwrite; call it after the step, from a listener such as onStep()";
          };
      throw new IllegalStateException(message.formatted(call.text, outer.text));
    }
    current = call;
    return outer;
  }

  private IllegalStateException inUse(Call call) {
    if (closed) {
      return closedException();
    }
    return new IllegalStateException(
        "%s was called on %s while %s; a trainer can be used by one thread at a time: use one trainer per thread, or save this one and predict with %s, which any number of threads can share"
            .formatted(call.text, quoted(Thread.currentThread()), whatRuns(outermost), model()));
  }

  private IllegalStateException closedInside() {
    Call call = current;
    return new IllegalStateException(
        outermost == Call.FIT
            ? "close() was called from inside fit(), which needs the trainer until it returns; end the training with FitControl.stop() in a listener, and close the trainer afterwards"
            : "close() was called from a callback of %s, which needs the trainer until it returns; close the trainer afterwards"
                .formatted(call == null ? "close()" : call.text));
  }

  private IllegalStateException closedDuring(Call running, Thread thread) {
    return new IllegalStateException(
        "close() was called on %s while %s; end the training first, %sby interrupting that thread, and close the trainer when %s has returned"
            .formatted(
                quoted(thread),
                whatRuns(running),
                running == Call.FIT ? "with FitControl.stop() in a listener or " : "",
                running.text));
  }

  /** Another thread and its call, which may have ended by now. */
  private String whatRuns(@Nullable Call call) {
    Thread other = owner.get();
    return "%s is in %s"
        .formatted(
            other == null ? "another thread" : quoted(other),
            call == null ? "another call" : call.text);
  }

  /** The generated model of NetTrainer is NetModel. */
  private String model() {
    return trainer.replaceFirst("Trainer$", "Model");
  }

  private static String quoted(Thread thread) {
    return "thread \"" + thread.getName() + "\"";
  }

  private IllegalStateException closedException() {
    return new IllegalStateException(
        "the trainer of %s is closed; create a new one with %s.create()"
            .formatted(network, trainer));
  }
}
