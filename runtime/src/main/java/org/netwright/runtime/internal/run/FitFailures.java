package org.netwright.runtime.internal.run;

import java.io.UncheckedIOException;
import org.netwright.runtime.internal.input.StepInput;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.metrics.MetricException;

/** What a run that fails says: which parameters the trainer has, and what to do. */
final class FitFailures {
  private FitFailures() {}

  /**
   * Adds which parameters remain to what readers of examples and files, and listeners, throw.
   *
   * @param epoch that of the parameters
   */
  static RuntimeException withEpoch(RuntimeException e, int epoch) {
    if (e.getMessage() == null) {
      return e;
    }
    String message = e.getMessage() + remaining(epoch);
    if (e.getClass() == IllegalArgumentException.class) {
      return new IllegalArgumentException(message, e);
    }
    if (e instanceof UncheckedIOException io && e.getClass() == UncheckedIOException.class) {
      UncheckedIOException longer = new UncheckedIOException(message, io.getCause());
      longer.addSuppressed(e);
      return longer;
    }
    return e;
  }

  /**
   * Adds which parameters remain to what a metric has thrown.
   *
   * @param epoch that of the parameters
   */
  static MetricException ofMetric(MetricException e, int epoch) {
    return new MetricException(e.metric(), e.getMessage() + remaining(epoch), e.getCause());
  }

  /**
   * Returns the message about a loss or an output that is not finite.
   *
   * @param what it is, and where
   * @param epoch that of the parameters; 0 if those of an epoch were not restored
   */
  static String diverged(Session session, String what, int epoch) {
    return "%s. Try a lower learning rate (it is %s)%s%s"
        .formatted(
            what,
            session.learningRate().value(),
            otherRemedies(session),
            epoch > 0 ? remaining(epoch) : "");
  }

  /** The end of a message that says which parameters the trainer has. */
  private static String remaining(int epoch) {
    return ". The parameters are those of epoch " + epoch;
  }

  /** Records are scaled already, and ids cannot be. */
  private static String otherRemedies(Session session) {
    StepInput input = session.stepInput();
    if (session.records() != null || input.hasIds() || !input.hasOneInput()) {
      return " or gradient clipping";
    }
    boolean hasChannels = input.shape().length > 1 && !input.isOfSequences();
    return ", gradient clipping, or " + (hasChannels ? "standardizeChannels()" : "standardize()");
  }
}
