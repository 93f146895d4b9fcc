package org.netwright.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.nd4j.Nd4jThread;

/** A penalty class of the user with its strength: generated code calls it instead of a kernel. */
public final class CustomPenalty extends Strength {
  private final ParameterPenalty penalty;
  private final Map<ParameterTensor, INDArray> gradients = new HashMap<>();

  CustomPenalty(
      String name,
      Schedule schedule,
      int index,
      Set<ParameterRole> roles,
      Progress progress,
      ParameterPenalty penalty) {
    super(name, schedule, index, roles, progress);
    this.penalty = penalty;
  }

  /** Returns {@code strength · penalty(parameter)}. */
  public double valueOf(ParameterTensor parameter) {
    return Nd4jThread.call(() -> value() * penalty.value(parameter.array()));
  }

  /** {@code gradient += strength · ∂penalty/∂parameter}. */
  public void addGradient(ParameterTensor parameter, ParameterTensor gradient) {
    Nd4jThread.call(
        () -> {
          INDArray own =
              gradients.computeIfAbsent(parameter, p -> Nd4j.zerosLike(p.array())).assign(0);
          penalty.gradient(parameter.array(), own);
          return gradient.array().addi(own.muli(value()));
        });
  }

  /** Returns whether the penalty is of a class. */
  boolean isA(Class<? extends ParameterPenalty> type) {
    return penalty.getClass() == type;
  }

  /** Frees the arrays that gradients were written to. */
  void close() {
    gradients.values().forEach(INDArray::close);
    gradients.clear();
  }
}
