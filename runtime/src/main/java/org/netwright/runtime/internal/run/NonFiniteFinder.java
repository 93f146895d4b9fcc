package org.netwright.runtime.internal.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Kernels;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.session.Session;

/**
 * Finds the first number that is not finite. It looks at the parameters, and if those are finite,
 * runs the forward pass again and looks at the tensors of each operation.
 */
final class NonFiniteFinder {
  private final Session session;

  /** Makes a finder; the dropout of the pass is that of the step that led to the loss. */
  NonFiniteFinder(Session session) {
    this.session = session;
  }

  /** Returns a description of where the number was. */
  String find(long step, int n, LossReport losses) {
    String parameter = badParameter();
    if (parameter != null) {
      return parameter + ", which the update of step %d wrote".formatted(step - 1);
    }
    String output = badOutput(n);
    if (output != null) {
      return output;
    }
    if (Double.isFinite(losses.data())) {
      for (LossReport.Term term : losses.terms()) {
        if (!Double.isFinite(term.value())) {
          return "the penalty %s is %s".formatted(term.name(), term.value());
        }
      }
    }
    return "the outputs are finite, but their loss is " + losses.data();
  }

  private @Nullable String badParameter() {
    for (ParameterTensor parameter : session.parameters().values()) {
      double[] elements = parameter.tensor().elements();
      for (int i = 0; i < elements.length; i++) {
        if (!Double.isFinite(elements[i])) {
          return "%s has %s at element %d".formatted(parameter.name(), elements[i], i);
        }
      }
    }
    return null;
  }

  private @Nullable String badOutput(int n) {
    Watch watch = new Watch(n);
    Kernels kernels = session.kernels();
    Kernels watched =
        (Kernels)
            Proxy.newProxyInstance(
                Kernels.class.getClassLoader(),
                new Class<?>[] {Kernels.class},
                (proxy, method, arguments) -> {
                  try {
                    Object result = method.invoke(kernels, arguments);
                    watch.look(arguments);
                    return result;
                  } catch (InvocationTargetException e) {
                    throw e.getCause() == null ? e : e.getCause();
                  }
                });
    session.pass().use(watched);
    try {
      session
          .execution()
          .run(
              rows -> {
                session.pass().forward(rows);
                return watch;
              },
              n);
    } finally {
      session.pass().use(kernels);
    }
    return watch.found;
  }

  /** Looks at what operations have written. */
  private static final class Watch {
    private final int n;
    private String layer = "the input";
    private @Nullable String found;

    Watch(int n) {
      this.n = n;
    }

    /**
     * An operation with parameters names its layer; an operation without belongs to the layer
     * before.
     */
    void look(Object... arguments) {
      for (Object argument : arguments) {
        if (argument instanceof ParameterTensor parameter) {
          layer = "layer " + parameter.name().substring(0, parameter.name().lastIndexOf('.'));
        }
      }
      for (Object argument : arguments) {
        if (found == null && argument instanceof BatchTensor tensor) {
          double[] elements = tensor.tensor(n).elements();
          for (int i = 0; i < elements.length && found == null; i++) {
            if (!Double.isFinite(elements[i])) {
              found =
                  "the output of %s has %s in row %d of the mini-batch"
                      .formatted(layer, elements[i], i / tensor.rowLength());
            }
          }
        }
      }
    }
  }
}
