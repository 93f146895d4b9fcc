package org.netwright.runtime.internal.kernels.cpu.recurrent;

import java.util.EnumMap;
import java.util.Map;
import org.netwright.runtime.generated.RecurrentCell;
import org.netwright.runtime.internal.kernels.blas.FloatProduct;
import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/** What computes the blocks of a piece, with the memory of one thread. */
abstract class RecurrentPiece {
  /** Parts of the scratch memory begin at multiples of this, a cache line. */
  private static final int ALIGNMENT = 16;

  final RecurrentShape shape;
  final RecurrentOperands operands;
  final FloatProduct product = new FloatProduct();
  final BlockSteps block = new BlockSteps();

  /** Rows on their way from one memory to another. */
  float[] stage = {};

  private float[] zeros = {};
  private final Map<RecurrentCell, GateLoops> loops = new EnumMap<>(RecurrentCell.class);

  RecurrentPiece(RecurrentShape shape, RecurrentOperands operands) {
    this.shape = shape;
    this.operands = operands;
  }

  /**
   * Takes its part of the scratch memory, and grows its arrays.
   *
   * @param from the first number of the part
   * @return the first number after it
   */
  abstract long prepare(long from);

  /** Computes the block that {@link #block} describes. */
  abstract void compute();

  /** Computes all blocks of a piece. */
  void run(int piece) {
    int end = shape.firstBlock(piece + 1);
    for (int b = shape.firstBlock(piece); b < end; b++) {
      shape.blocks.read(b, block);
      compute();
    }
  }

  /** Returns the loops of the cell. */
  final GateLoops loops() {
    GateLoops ofCell = loops.get(shape.cell);
    if (ofCell == null) {
      ofCell = GateLoops.of(shape.cell);
      loops.put(shape.cell, ofCell);
    }
    return ofCell;
  }

  static long aligned(long length) {
    return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Grows the stage to a row of some width for each sequence, and the zeros to one. */
  final void growStage(int width) {
    stage = FloatArrays.atLeast(Math.multiplyExact(shape.blocks.sequences(), width), stage);
    zeros = FloatArrays.atLeast(width, zeros);
  }

  /** Writes zeros over rows of some width, to which the stage has been grown. */
  final void clear(FloatMemory to, long first, int rows, int width) {
    for (int i = 0; i < rows; i++) {
      to.put(first + (long) i * width, zeros, width);
    }
  }

  /** Points to planes of the block in memory that has a row for each step of each sequence. */
  final void find(Planes planes, FloatMemory memory) {
    int units = shape.units;
    long distance = (long) shape.blocks.rows() * units;
    planes.set(memory, (long) block.base * units, distance, units);
  }

  /**
   * Copies the rows of a step out of a tensor of sequences into the stage.
   *
   * @param from [n × steps × width]
   */
  final void stageRows(FloatMemory from, int step, int width) {
    int active = block.active(step);
    for (int i = 0; i < active; i++) {
      from.get(rowOf(i, step) * width, stage, i * width, width);
    }
  }

  /** Copies the rows of a step from the stage into a tensor of sequences. */
  final void unstageRows(FloatMemory to, int step, int width) {
    int active = block.active(step);
    for (int i = 0; i < active; i++) {
      to.put(rowOf(i, step) * width, stage, i * width, width);
    }
  }

  /** Writes zeros over the padding of the block in a tensor of sequences. */
  final void clearPadding(FloatMemory to, int width) {
    for (int i = 0; i < block.count; i++) {
      long first = (long) block.sequences[i] * shape.steps + block.lengths[i];
      clear(to, first * width, shape.steps - block.lengths[i], width);
    }
  }

  /** Which row of [n × steps] is read as a step of the sequence {@code i} of the block. */
  final long rowOf(int i, int step) {
    return (long) block.sequences[i] * shape.steps + block.read(i, step, shape.reversed);
  }

  /**
   * Copies the inputs of some steps into scratch memory.
   *
   * @param pitch how far rows are apart: {@code in}, or one more for a 1 after each
   */
  final void gatherInputs(int from, int to, long target, int pitch) {
    int in = shape.in;
    long at = target;
    for (int step = from; step < to; step++) {
      int active = block.active(step);
      for (int i = 0; i < active; i++) {
        operands.x.get(rowOf(i, step) * in, stage, i * pitch, in);
        if (pitch > in) {
          stage[i * pitch + in] = 1;
        }
      }
      operands.scratch.put(at, stage, active * pitch);
      at += (long) active * pitch;
    }
  }

  /** Copies the mask of the block's sequences into scratch memory. */
  final void gatherMask(FloatMemory mask, long target) {
    int units = shape.units;
    for (int i = 0; i < block.count; i++) {
      mask.get((long) block.sequences[i] * units, stage, i * units, units);
    }
    operands.scratch.put(target, stage, block.count * units);
  }
}
