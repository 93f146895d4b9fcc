package org.netwright.runtime.internal.kernels.cpu.recurrent;

import org.netwright.runtime.internal.memory.FloatMemory;

/** The gradient of the input, from those of the gates, some steps at a time. */
final class InputGradientPiece extends RecurrentPiece {
  private final Planes gates = new Planes();
  private long sums;

  InputGradientPiece(RecurrentShape shape, RecurrentOperands operands) {
    super(shape, operands);
  }

  @Override
  long prepare(long from) {
    growStage(shape.in);
    sums = from;
    return sums + aligned((long) shape.chunk() * shape.in);
  }

  @Override
  void compute() {
    FloatMemory kept = operands.gates;
    if (kept == null) {
      throw new IllegalStateException("the forward pass has kept nothing for a gradient");
    }
    find(gates, kept);
    for (int from = 0; from < block.steps; ) {
      int to = block.chunkEnd(from, shape.chunk());
      computeChunk(from, to);
      from = to;
    }
    clearPadding(operands.x, shape.in);
  }

  private void computeChunk(int from, int to) {
    int units = shape.units;
    int in = shape.in;
    for (int gate = 0; gate < shape.gates; gate++) {
      product
          .left(gates.memory, gates.at(gate, block.first(from)), units, false)
          .right(operands.weight, (long) gate * units, shape.width(), true)
          .writeWhole(
              block.rows(from, to), in, units, gate == 0 ? 0 : 1, operands.scratch, sums, in);
    }
    long at = sums;
    for (int step = from; step < to; step++) {
      int length = block.active(step) * in;
      operands.scratch.get(at, stage, length);
      unstageRows(operands.x, step, in);
      at += length;
    }
  }
}
