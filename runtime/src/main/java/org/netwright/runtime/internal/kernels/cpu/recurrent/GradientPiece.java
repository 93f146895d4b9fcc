package org.netwright.runtime.internal.kernels.cpu.recurrent;

import org.netwright.runtime.generated.RecurrentCell;
import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * The gradients of the parameters, some steps at a time: back over the steps, which leaves the
 * gradients of the gates, then their products with what the weights were multiplied by, which
 * {@link GradientSums} adds up.
 */
final class GradientPiece extends RecurrentPiece {
  private final Step step = new Step();
  private final Planes gates = new Planes();
  private final Planes states = new Planes();
  private final Planes start = new Planes();
  private final GradientSums sums;
  private float[] factors = {};
  private float[] addends = {};
  private long inputs;
  private long previous;
  private long startAt;
  private long stateGradient;
  private long cellGradient;
  private long masked;
  private long maskAt;

  GradientPiece(RecurrentShape shape, RecurrentOperands operands) {
    super(shape, operands);
    sums = new GradientSums(shape, operands, product);
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
    long end = masked;
    if (operands.mask != null) {
      factors = FloatArrays.atLeast(shape.stateLength(), factors);
      maskAt += state;
      end += 2 * state;
    }
    return sums.prepare(end);
  }

  @Override
  void run(int piece) {
    sums.begin(piece == 0);
    super.run(piece);
    sums.end(stage);
  }

  /** Adds the sums of this piece, which is not the first, to the gradients. */
  void addTo(RecurrentOperands total) {
    sums.addTo(total);
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
    gatherInputs(from, to, inputs, shape.in);
    sums.addInputs(inputs, gates, states, block.first(from), block.rows(from, to));
    addRecurrent(Math.max(1, from), to);
  }

  /** Adds the products of the gates with the states before their steps. */
  private void addRecurrent(int from, int to) {
    if (from >= to) {
      return;
    }
    FloatMemory source = states.memory;
    long at = states.at(0, block.first(from - 1));
    if (operands.mask != null || !block.isEven()) {
      gatherPrevious(from, to);
      source = operands.scratch;
      at = previous;
    }
    sums.addStates(source, at, gates, states, block.first(from), block.rows(from, to));
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
