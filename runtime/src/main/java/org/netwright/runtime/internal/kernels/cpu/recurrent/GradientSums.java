package org.netwright.runtime.internal.kernels.cpu.recurrent;

import java.util.Arrays;
import org.netwright.runtime.internal.kernels.blas.FloatProduct;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * What a piece adds up of the gradients of the parameters: products of the gradients of the gates
 * with what the weights were multiplied by. The first piece does so in the memory of the gradients,
 * each other one in its part of the scratch memory.
 */
final class GradientSums {
  private final RecurrentShape shape;
  private final RecurrentOperands operands;
  private final FloatProduct product;
  private long scratchAt;
  private boolean isFirst;

  /** Whether the gradients of the weights have addends. */
  private boolean hasInputSums;

  private boolean hasStateSums;

  GradientSums(RecurrentShape shape, RecurrentOperands operands, FloatProduct product) {
    this.shape = shape;
    this.operands = operands;
    this.product = product;
  }

  /**
   * Takes its part of the scratch memory.
   *
   * @param from the first number of the part
   * @return the first number after it
   */
  long prepare(long from) {
    scratchAt = from;
    return from
        + RecurrentPiece.aligned(weightLength())
        + RecurrentPiece.aligned(recurrentLength())
        + 2 * biasLength();
  }

  private long weightLength() {
    return (long) shape.in * shape.width();
  }

  private long recurrentLength() {
    return (long) shape.units * shape.width();
  }

  private long biasLength() {
    return RecurrentPiece.aligned(shape.width());
  }

  /** Begins the sums of a piece. */
  void begin(boolean ofFirstPiece) {
    isFirst = ofFirstPiece;
    hasInputSums = false;
    hasStateSums = false;
  }

  /**
   * Completes the sums of a piece.
   *
   * @param stage at least {@code units} numbers, which are overwritten
   */
  void end(float[] stage) {
    copyBias(stage);
    if (!hasStateSums) {
      clearRecurrent(stage);
    }
  }

  /** Both biases have the same gradient, but for that of a product that is kept apart. */
  private void copyBias(float[] stage) {
    int units = shape.units;
    for (int gate = 0; gate < shape.gates; gate++) {
      if (!shape.hasOwnProduct(gate)) {
        biasGradient().get(biasAt() + (long) gate * units, stage, units);
        recurrentBiasGradient().put(recurrentBiasAt() + (long) gate * units, stage, units);
      }
    }
  }

  private void clearRecurrent(float[] stage) {
    Arrays.fill(stage, 0, shape.units, 0);
    for (long i = 0; i < recurrentLength(); i += shape.units) {
      recurrentGradient().put(recurrentAt() + i, stage, shape.units);
    }
  }

  private FloatMemory weightGradient() {
    return isFirst ? operands.weightGradient : operands.scratch;
  }

  private FloatMemory recurrentGradient() {
    return isFirst ? operands.recurrentGradient : operands.scratch;
  }

  private FloatMemory biasGradient() {
    return isFirst ? operands.biasGradient : operands.scratch;
  }

  private FloatMemory recurrentBiasGradient() {
    return isFirst ? operands.recurrentBiasGradient : operands.scratch;
  }

  private long weightAt() {
    return isFirst ? 0 : scratchAt;
  }

  private long recurrentAt() {
    return isFirst ? 0 : scratchAt + RecurrentPiece.aligned(weightLength());
  }

  private long biasAt() {
    return isFirst ? 0 : recurrentAt() + RecurrentPiece.aligned(recurrentLength());
  }

  private long recurrentBiasAt() {
    return isFirst ? 0 : biasAt() + biasLength();
  }

  /** Adds the sums of a piece that is not the first to the gradients. */
  void addTo(RecurrentOperands total) {
    int weights = Math.toIntExact(weightLength());
    int recurrents = Math.toIntExact(recurrentLength());
    FloatMemory from = operands.scratch;
    product.add(from, weightAt(), total.weightGradient, 0, weights);
    product.add(from, recurrentAt(), total.recurrentGradient, 0, recurrents);
    product.add(from, biasAt(), total.biasGradient, 0, shape.width());
    product.add(from, recurrentBiasAt(), total.recurrentBiasGradient, 0, shape.width());
  }

  /**
   * Adds the products of some steps with their inputs, and the sums over these steps.
   *
   * @param inputs where scratch has the inputs, [rows × in]
   * @param first the row of the planes where the steps begin
   */
  void addInputs(long inputs, Planes gates, Planes states, int first, int rows) {
    int units = shape.units;
    float beta = hasInputSums ? 1 : 0;
    for (int gate = 0; gate < shape.gates; gate++) {
      long column = (long) gate * units;
      product.left(operands.scratch, inputs, shape.in, true);
      addProduct(
          shape.in, gates, gate, first, rows, hasInputSums, weightGradient(), weightAt() + column);
      addBias(gates, gate, first, rows, beta, biasGradient(), biasAt() + column);
      if (shape.hasOwnProduct(gate)) {
        long at = recurrentBiasAt() + column;
        addBias(states, 1, first, rows, beta, recurrentBiasGradient(), at);
      }
    }
    hasInputSums = true;
  }

  /**
   * Adds the products of some steps with the states before them.
   *
   * @param source has these states from {@code at} on, [rows × units]
   * @param first the row of the planes where the steps begin
   */
  void addStates(FloatMemory source, long at, Planes gates, Planes states, int first, int rows) {
    int units = shape.units;
    for (int gate = 0; gate < shape.gates; gate++) {
      Planes ofGate = shape.hasOwnProduct(gate) ? states : gates;
      int plane = shape.hasOwnProduct(gate) ? 1 : gate;
      product.left(source, at, units, true);
      addProduct(
          units,
          ofGate,
          plane,
          first,
          rows,
          hasStateSums,
          recurrentGradient(),
          recurrentAt() + (long) gate * units);
    }
    hasStateSums = true;
  }

  /** Adds the product of the left operand, [rows × width] transposed, with those of a gate. */
  private void addProduct(
      int width,
      Planes ofGate,
      int plane,
      int first,
      int rows,
      boolean hasSums,
      FloatMemory to,
      long target) {
    product
        .right(ofGate.memory, ofGate.at(plane, first), shape.units, false)
        .writeInParts(width, shape.units, rows, hasSums ? 1 : 0, to, target, shape.width());
  }

  private void addBias(
      Planes source, int plane, int first, int rows, float beta, FloatMemory to, long target) {
    product
        .left(operands.scratch, operands.ones, rows, false)
        .right(source.memory, source.at(plane, first), shape.units, false)
        .writeWhole(1, shape.units, rows, beta, to, target, shape.units);
  }
}
