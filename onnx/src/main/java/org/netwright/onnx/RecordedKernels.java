package org.netwright.onnx;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.netwright.runtime.generated.InferenceKernels;
import org.netwright.runtime.generated.Kernels;

/** All operations of models, each of which writes its nodes. */
final class RecordedKernels
    implements InferenceKernels,
        RecordedLinear,
        RecordedActivations,
        RecordedNormalization,
        RecordedCombinations,
        RecordedConvolution,
        RecordedEmbeddings,
        RecordedPooling,
        RecordedBatchNorm,
        RecordedGroupNorm,
        RecordedRecurrent,
        RecordedAttention,
        RecordedSequence {
  private final Trace trace;

  RecordedKernels(Trace trace) {
    this.trace = trace;
  }

  @Override
  public Trace trace() {
    return trace;
  }

  /** Returns them as those that passes take, without the operations of training. */
  Kernels forPasses() {
    return (Kernels)
        Proxy.newProxyInstance(
            Kernels.class.getClassLoader(),
            new Class<?>[] {Kernels.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    if (!method.getDeclaringClass().isInstance(this)) {
      throw new UnsupportedOperationException(
          method.getName() + " cannot be exported: it is an operation of training");
    }
    try {
      return method.invoke(this, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
