package org.netwright.runtime.generated;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.ParameterPenalty;
import org.netwright.runtime.Strength;
import org.netwright.runtime.internal.nd4j.Nd4jThread;

/** A penalty class of the user with its strength: generated code calls it instead of a kernel. */
public final class CustomPenalty {
  private final ParameterPenalty penalty;
  private final Strength strength;
  private final Map<ParameterTensor, INDArray> gradients = new HashMap<>();

  /** Combines a penalty with its strength. */
  public CustomPenalty(ParameterPenalty penalty, Strength strength) {
    this.penalty = penalty;
    this.strength = strength;
  }

  /** Returns the strength. */
  public Strength strength() {
    return strength;
  }

  /** Returns {@code strength · penalty(parameter)}. */
  public double valueOf(ParameterTensor parameter) {
    return Nd4jThread.call(() -> strength.value() * penalty.value(parameter.array()));
  }

  /** {@code gradient += strength · ∂penalty/∂parameter}. */
  public void addGradient(ParameterTensor parameter, ParameterTensor gradient) {
    Nd4jThread.call(
        () -> {
          INDArray own =
              gradients.computeIfAbsent(parameter, p -> Nd4j.zerosLike(p.array())).assign(0);
          penalty.gradient(parameter.array(), own);
          return gradient.array().addi(own.muli(strength.value()));
        });
  }

  /** Returns whether the penalty is of a class. */
  public boolean isA(Class<? extends ParameterPenalty> type) {
    return penalty.getClass() == type;
  }

  /** Frees the arrays that gradients were written to. */
  public void close() {
    gradients.values().forEach(INDArray::close);
    gradients.clear();
  }
}
