package org.netwright.runtime.internal.kernels.cpu.recurrent;

import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/** The forward pass over blocks of sequences, some steps at a time. */
final class ForwardPiece extends RecurrentPiece {
  /** So many numbers of a bias are written at a time, if it is shorter. */
  private static final int REPEATED = 2048;

  private final Step step = new Step();
  private final Planes gates = new Planes();
  private final Planes states = new Planes();

  /** The state before the first step of a chunk that has its own memory, and of a block. */
  private final Planes start = new Planes();

  private float[] repeated = {};
  private float[] factors = {};
  private long inputs;
  private long startAt;
  private long maskAt;
  private long masked;
  private long chunkGates;
  private long chunkStates;

  ForwardPiece(RecurrentShape shape, RecurrentOperands operands) {
    super(shape, operands);
  }

  @Override
  long prepare(long from) {
    growStage(Math.max(shape.in + 1, shape.units));
    repeated = FloatArrays.atLeast(Math.max(REPEATED, shape.units), repeated);
    long state = aligned(shape.stateLength());
    int chunk = shape.chunk();
    inputs = from;
    startAt = inputs + aligned((long) chunk * (shape.in + 1));
    maskAt = startAt + 2 * state;
    masked = maskAt;
    chunkGates = masked;
    if (operands.mask != null) {
      factors = FloatArrays.atLeast(shape.stateLength(), factors);
      masked += state;
      chunkGates += 2 * state;
    }
    chunkStates = chunkGates;
    long end = chunkGates;
    if (operands.gates == null) {
      long plane = aligned((long) chunk * shape.units);
      chunkStates += shape.gates * plane;
      end = chunkStates + 2 * plane;
    }
    return end;
  }

  @Override
  void compute() {
    int units = shape.units;
    start.set(operands.scratch, startAt, aligned(shape.stateLength()), units);
    begin();
    if (operands.mask != null) {
      gatherMask(operands.mask, maskAt);
    }
    FloatMemory kept = operands.gates;
    FloatMemory keptStates = operands.states;
    if (kept != null && keptStates != null) {
      find(gates, kept);
      find(states, keptStates);
    } else {
      long plane = aligned((long) shape.chunk() * units);
      gates.set(operands.scratch, chunkGates, plane, units);
      states.set(operands.scratch, chunkStates, plane, units);
    }
    for (int from = 0; from < block.steps; ) {
      int to = block.chunkEnd(from, shape.chunk());
      computeChunk(from, to, kept != null ? 0 : block.first(from));
      from = to;
    }
    if (operands.all) {
      clearPadding(operands.out, units);
    }
  }

  /** Writes the state before the first step: h, and that of an LSTM's s. */
  private void begin() {
    int units = shape.units;
    FloatMemory carried = operands.carried;
    int kept = shape.cell.kept();
    for (int plane = 0; plane < 2; plane++) {
      if (carried == null || plane >= shape.carriedStates()) {
        clear(operands.scratch, start.at(plane, 0), block.count, units);
      } else {
        for (int i = 0; i < block.count; i++) {
          long row = (long) block.sequences[i] * kept + plane;
          carried.get(row * units, stage, i * units, units);
        }
        operands.scratch.put(start.at(plane, 0), stage, block.count * units);
      }
    }
  }

  /**
   * Computes some steps.
   *
   * @param shift the row of the block that is row 0 of the planes
   */
  private void computeChunk(int from, int to, int shift) {
    int units = shape.units;
    int first = block.first(from) - shift;
    int rows = block.rows(from, to);
    multiplyInputs(from, to, first, rows);
    for (int i = from; i < to; i++) {
      step.gates = gates;
      step.states = states;
      step.row = block.first(i) - shift;
      step.length = block.active(i) * units;
      step.keepsGates = operands.gates != null;
      boolean begins = i == 0 || (i == from && shift > 0);
      step.before = begins ? start : states;
      step.rowBefore = begins ? 0 : block.first(i - 1) - shift;
      if (i > 0 || operands.carried != null) {
        multiplyState(block.active(i));
      }
      loops().forward(step);
      writeOutputs(i);
    }
    if (operands.gates == null && to < block.steps) {
      keepState(to);
    }
  }

  /** Computes the products of the inputs, with the biases. */
  private void multiplyInputs(int from, int to, int first, int rows) {
    if (operands.matrices >= 0) {
      gatherInputs(from, to, inputs, shape.in + 1);
      multiplyCopies(first, rows);
    } else if (block.count == 1 && !shape.reversed) {
      addInputs(operands.x, rowOf(0, from) * shape.in, first, rows);
    } else {
      gatherInputs(from, to, inputs, shape.in);
      addInputs(operands.scratch, inputs, first, rows);
    }
    for (int gate = 0; gate < shape.gates; gate++) {
      if (shape.hasOwnProduct(gate)) {
        repeat(operands.productBias, 0, states.memory, states.at(1, first), rows);
      }
    }
  }

  /** Each input is followed by 1, and each copy of the weight by the bias. */
  private void multiplyCopies(int first, int rows) {
    int units = shape.units;
    int inner = shape.in + 1;
    for (int gate = 0; gate < shape.gates; gate++) {
      long matrix = operands.inputMatrices + (long) gate * GateMatrices.length(inner, units);
      product
          .left(operands.scratch, inputs, inner, false)
          .right(operands.scratch, matrix, GateMatrices.pitch(units), false)
          .writeRows(rows, units, inner, 0, gates.memory, gates.at(gate, first), units);
    }
  }

  /** Adds products to the biases: BLAS would otherwise begin by writing zeros. */
  private void addInputs(FloatMemory source, long at, int first, int rows) {
    int units = shape.units;
    for (int gate = 0; gate < shape.gates; gate++) {
      repeat(operands.bias, gate * units, gates.memory, gates.at(gate, first), rows);
      product
          .left(source, at, shape.in, false)
          .right(operands.weight, (long) gate * units, shape.width(), false)
          .writeWhole(rows, units, shape.in, 1, gates.memory, gates.at(gate, first), units);
    }
  }

  private void repeat(float[] bias, int from, FloatMemory to, long target, int rows) {
    int units = shape.units;
    if (rows == 1) {
      to.put(target, bias, from, units);
      return;
    }
    long length = (long) rows * units;
    int full = (int) Math.min(length, (long) repeated.length / units * units);
    System.arraycopy(bias, from, repeated, 0, units);
    for (int filled = units; filled < full; filled *= 2) {
      System.arraycopy(repeated, 0, repeated, filled, Math.min(filled, full - filled));
    }
    for (long i = 0; i < length; i += full) {
      to.put(target + i, repeated, (int) Math.min(full, length - i));
    }
  }

  /** Adds the products of the state before the step. */
  private void multiplyState(int active) {
    int units = shape.units;
    FloatMemory source = step.before.memory;
    long at = step.before.at(0, step.rowBefore);
    if (operands.mask != null) {
      source.get(at, stage, step.length);
      operands.scratch.get(maskAt, factors, step.length);
      multiply(stage, factors, step.length);
      source = operands.scratch;
      at = masked;
      source.put(at, stage, step.length);
    }
    for (int gate = 0; gate < shape.gates; gate++) {
      Planes target = shape.hasOwnProduct(gate) ? states : gates;
      int plane = shape.hasOwnProduct(gate) ? 1 : gate;
      product.left(source, at, units, false);
      if (operands.matrices >= 0) {
        long matrix = operands.matrices + (long) gate * GateMatrices.length(units, units);
        product.right(operands.scratch, matrix, GateMatrices.pitch(units), false);
      } else {
        product.right(operands.recurrent, (long) gate * units, shape.width(), false);
      }
      product.write(active, units, units, 1, target.memory, target.at(plane, step.row), units);
    }
  }

  static void multiply(float[] x, float[] factors, int n) {
    for (int i = 0; i < n; i++) {
      x[i] *= factors[i];
    }
  }

  /** Writes the states after a step to where they are outputs, and to where they are carried. */
  private void writeOutputs(int i) {
    int units = shape.units;
    int ended = block.active(i + 1);
    int active = block.active(i);
    if (operands.all || ended < active) {
      step.getState(0, 0, stage, step.length);
    }
    if (operands.all) {
      unstageRows(operands.out, i, units);
    }
    for (int k = ended; k < active; k++) {
      long sequence = block.sequences[k];
      if (!operands.all) {
        operands.out.put(sequence * units, stage, k * units, units);
      }
      if (operands.carried != null) {
        operands.carried.put(sequence * shape.cell.kept() * units, stage, k * units, units);
      }
    }
    if (operands.carried != null && ended < active && shape.carriedStates() == 2) {
      step.getState(1, 0, stage, step.length);
      for (int k = ended; k < active; k++) {
        operands.carried.put((block.sequences[k] * 2L + 1) * units, stage, k * units, units);
      }
    }
  }

  /** Keeps the state from which the next chunk goes on. */
  private void keepState(int next) {
    int length = block.active(next) * shape.units;
    for (int plane = 0; plane < 2; plane++) {
      step.getState(plane, 0, stage, length);
      operands.scratch.put(start.at(plane, 0), stage, length);
    }
  }
}
