package org.netwright.runtime.internal.kernels.cpu.recurrent;

import org.netwright.runtime.generated.RecurrentCell;
import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * The gradients of the parameters, some steps at a time: back over the steps, which leaves the
 * gradients of the gates, then their products with what the weights were multiplied by.
 */
final class GradientPiece extends RecurrentPiece {
  private final Step step = new Step();
  private final Planes gates = new Planes();
  private final Planes states = new Planes();
  private final Planes start = new Planes();
  private float[] factors = {};
  private float[] addends = {};
  private long inputs;
  private long previous;
  private long startAt;
  private long stateGradient;
  private long cellGradient;
  private long masked;
  private long maskAt;

  /** Where the piece adds up gradients, unless it is the first, which does so in their memory. */
  private long sums;

  /** Whether the gradients of the weights have addends. */
  private boolean hasInputSums;

  private boolean hasStateSums;
  private boolean isFirst;

  GradientPiece(RecurrentShape shape, RecurrentOperands operands) {
    super(shape, operands);
  }

  @Override
  long prepare(long from) {
    growStage(Math.max(shape.in, shape.units));
    addends = FloatArrays.atLeast(shape.stateLength(), addends);
    long state = aligned(shape.stateLength());
    int chunk = shape.chunk();
    inputs = from;
    previous = inputs + aligned((long) chunk * shape.in);
    startAt = previous + aligned((long) chunk * shape.units);
    stateGradient = startAt + 2 * state;
    cellGradient = stateGradient + state;
    masked = cellGradient + state;
    maskAt = masked;
    sums = masked;
    if (operands.mask != null) {
      factors = FloatArrays.atLeast(shape.stateLength(), factors);
      maskAt += state;
      sums += 2 * state;
    }
    return sums + aligned(weightLength()) + aligned(recurrentLength()) + 2 * biasLength();
  }

  private long weightLength() {
    return (long) shape.in * shape.width();
  }

  private long recurrentLength() {
    return (long) shape.units * shape.width();
  }

  private long biasLength() {
    return aligned(shape.width());
  }

  @Override
  void run(int piece) {
    isFirst = piece == 0;
    hasInputSums = false;
    hasStateSums = false;
    super.run(piece);
    copyBias();
    if (!hasStateSums) {
      clearAll(recurrentGradient(), recurrentAt(), recurrentLength());
    }
  }

  /** Both biases have the same gradient, but for that of a product that is kept apart. */
  private void copyBias() {
    int units = shape.units;
    for (int gate = 0; gate < shape.gates; gate++) {
      if (!shape.hasOwnProduct(gate)) {
        biasGradient().get(biasAt() + (long) gate * units, stage, units);
        recurrentBiasGradient().put(recurrentBiasAt() + (long) gate * units, stage, units);
      }
    }
  }

  private void clearAll(FloatMemory memory, long first, long length) {
    for (long i = 0; i < length; i += shape.units) {
      clear(memory, first + i, 1, shape.units);
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
    return isFirst ? 0 : sums;
  }

  private long recurrentAt() {
    return isFirst ? 0 : sums + aligned(weightLength());
  }

  private long biasAt() {
    return isFirst ? 0 : sums + aligned(weightLength()) + aligned(recurrentLength());
  }

  private long recurrentBiasAt() {
    return isFirst ? 0 : sums + aligned(weightLength()) + aligned(recurrentLength()) + biasLength();
  }

  /** Adds the sums of this piece, which is not the first, to the gradients. */
  void addTo(RecurrentOperands total) {
    int weights = Math.toIntExact(weightLength());
    int recurrents = Math.toIntExact(recurrentLength());
    FloatMemory from = operands.scratch;
    product.add(from, weightAt(), total.weightGradient, 0, weights);
    product.add(from, recurrentAt(), total.recurrentGradient, 0, recurrents);
    product.add(from, biasAt(), total.biasGradient, 0, shape.width());
    product.add(from, recurrentBiasAt(), total.recurrentBiasGradient, 0, shape.width());
  }

  @Override
  void compute() {
    FloatMemory kept = operands.gates;
    FloatMemory keptStates = operands.states;
    if (kept == null || keptStates == null) {
      throw new IllegalStateException("the forward pass has kept nothing for a gradient");
    }
    find(gates, kept);
    find(states, keptStates);
    begin();
    for (int to = block.steps; to > 0; ) {
      int from = block.chunkStart(to, shape.chunk());
      for (int i = to - 1; i >= from; i--) {
        goBack(i);
      }
      addGradients(from, to);
      to = from;
    }
  }

  /** Begins with the gradients of the last states, which are zeros but for the outputs'. */
  private void begin() {
    int units = shape.units;
    FloatMemory scratch = operands.scratch;
    start.set(scratch, startAt, aligned(shape.stateLength()), units);
    clear(scratch, start.at(0, 0), block.count, units);
    clear(scratch, start.at(1, 0), block.count, units);
    clear(scratch, cellGradient, block.count, units);
    if (operands.all) {
      clear(scratch, stateGradient, block.count, units);
    } else {
      for (int i = 0; i < block.count; i++) {
        operands.out.get((long) block.sequences[i] * units, stage, i * units, units);
      }
      scratch.put(stateGradient, stage, block.count * units);
    }
    if (operands.mask != null) {
      gatherMask(operands.mask, maskAt);
    }
  }

  private void goBack(int i) {
    int units = shape.units;
    FloatMemory scratch = operands.scratch;
    int active = block.active(i);
    step.gates = gates;
    step.states = states;
    step.row = block.first(i);
    step.length = active * units;
    step.before = i == 0 ? start : states;
    step.rowBefore = i == 0 ? 0 : block.first(i - 1);
    step.gradients = scratch;
    step.stateGradient = stateGradient;
    step.cellGradient = cellGradient;
    if (operands.all) {
      stageRows(operands.out, i, units);
      scratch.get(stateGradient, addends, step.length);
      add(stage, addends, step.length);
      scratch.put(stateGradient, addends, step.length);
    }
    loops().backward(step);
    boolean isCut = operands.all && shape.truncation > 0 && i % shape.truncation == 0;
    if (i > 0 && !isCut) {
      multiplyGates(active);
    }
    if (shape.truncation > 0) {
      cut(i, active);
    }
  }

  /**
   * Lets no gradient go on from a step that begins a part of its sequence. Where only the last step
   * gives an output, parts are counted from there: otherwise the last one might have a single step.
   */
  private void cut(int i, int active) {
    int units = shape.units;
    for (int row = 0; row < active; row++) {
      int counted = operands.all ? i : block.lengths[row] - i;
      if (counted % shape.truncation == 0) {
        clear(operands.scratch, stateGradient + (long) row * units, 1, units);
        clear(operands.scratch, cellGradient + (long) row * units, 1, units);
      }
    }
  }

  private static void add(float[] x, float[] sum, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += x[i];
    }
  }

  /** Computes the gradient of the state before the step through the products. */
  private void multiplyGates(int active) {
    int units = shape.units;
    boolean isMasked = operands.mask != null;
    boolean adds = shape.cell == RecurrentCell.GRU;
    long target = isMasked ? masked : stateGradient;
    for (int gate = 0; gate < shape.gates; gate++) {
      Planes source = shape.hasOwnProduct(gate) ? states : gates;
      int plane = shape.hasOwnProduct(gate) ? 1 : gate;
      product.left(source.memory, source.at(plane, step.row), units, false);
      if (operands.matrices >= 0) {
        long matrix = operands.matrices + (long) gate * GateMatrices.length(units, units);
        product.right(operands.scratch, matrix, GateMatrices.pitch(units), false);
      } else {
        product.right(operands.recurrent, (long) gate * units, shape.width(), true);
      }
      float beta = gate > 0 || (adds && !isMasked) ? 1 : 0;
      product.write(active, units, units, beta, operands.scratch, target, units);
    }
    if (isMasked) {
      FloatMemory scratch = operands.scratch;
      scratch.get(masked, stage, step.length);
      scratch.get(maskAt, factors, step.length);
      ForwardPiece.multiply(stage, factors, step.length);
      if (adds) {
        scratch.get(stateGradient, addends, step.length);
        add(addends, stage, step.length);
      }
      scratch.put(stateGradient, stage, step.length);
    }
  }

  /** Adds what some steps contribute to the gradients of the parameters. */
  private void addGradients(int from, int to) {
    int units = shape.units;
    int rows = block.rows(from, to);
    int first = block.first(from);
    gatherInputs(from, to, inputs, shape.in);
    float beta = hasInputSums ? 1 : 0;
    for (int gate = 0; gate < shape.gates; gate++) {
      product.left(operands.scratch, inputs, shape.in, true);
      addProduct(
          shape.in,
          gates,
          gate,
          first,
          rows,
          hasInputSums,
          weightGradient(),
          weightAt() + (long) gate * units);
      addBias(gates, gate, first, rows, beta, biasGradient(), biasAt() + (long) gate * units);
      if (shape.hasOwnProduct(gate)) {
        long at = recurrentBiasAt() + (long) gate * units;
        addBias(states, 1, first, rows, beta, recurrentBiasGradient(), at);
      }
    }
    hasInputSums = true;
    addRecurrent(Math.max(1, from), to);
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

  /** Adds the products of the gates with the states before their steps. */
  private void addRecurrent(int from, int to) {
    if (from >= to) {
      return;
    }
    int units = shape.units;
    int rows = block.rows(from, to);
    int first = block.first(from);
    FloatMemory source = states.memory;
    long at = states.at(0, block.first(from - 1));
    if (operands.mask != null || !block.isEven()) {
      gatherPrevious(from, to);
      source = operands.scratch;
      at = previous;
    }
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

  /** Copies the states before some steps next to each other, multiplied by the mask. */
  private void gatherPrevious(int from, int to) {
    FloatMemory scratch = operands.scratch;
    long at = previous;
    if (operands.mask != null) {
      scratch.get(maskAt, factors, block.count * shape.units);
    }
    for (int i = from; i < to; i++) {
      int length = block.active(i) * shape.units;
      states.memory.get(states.at(0, block.first(i - 1)), stage, length);
      if (operands.mask != null) {
        ForwardPiece.multiply(stage, factors, length);
      }
      scratch.put(at, stage, length);
      at += length;
    }
  }
}
