package org.netwright.runtime.internal.kernels.cpu;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Normalisation of groups and of rows, also by the root of the mean square, on tiles: of whole rows
 * if a tile holds a row, of one group otherwise. Threads share ranges of tiles.
 */
final class GroupNormalization {
  private enum Pass {
    OUTPUT,
    PARAMETER_GRADIENTS,
    INPUT_GRADIENT
  }

  private final GroupNormPiece[] pieces = new GroupNormPiece[PieceThreads.PROCESSORS];
  private final PieceThreads.Work work = this::piece;
  private final GroupNormShape shape = new GroupNormShape();
  private int count;
  private Pass pass = Pass.OUTPUT;
  private @Nullable FloatMemory x;
  private @Nullable FloatMemory g;
  private @Nullable FloatMemory out;
  private float[] result = new float[0];

  /**
   * Takes the shape of the next call.
   *
   * @param rows of all of which each has all channels
   * @param centered whether the mean is subtracted
   */
  GroupNormalization of(
      int rows, int channels, int plane, int groups, boolean centered, double epsilon) {
    shape.set(rows, channels, plane, groups, centered, epsilon);
    count = shape.pieces();
    for (int i = 0; i < count; i++) {
      if (pieces[i] == null) {
        pieces[i] = new GroupNormPiece(shape);
      }
    }
    return this;
  }

  /** Takes a batch of rows that are normalised one by one, as long as the parameter. */
  GroupNormalization ofRows(
      BatchTensor inputs, ParameterTensor parameter, boolean centered, double epsilon, int n) {
    int width = Math.toIntExact(parameter.floats().length());
    int rows = Math.toIntExact(n * (inputs.rowLength() / width));
    return of(rows, width, 1, 1, centered, epsilon);
  }

  /** Writes {@code x̂ · scale + shift}. */
  void normalize(
      FloatMemory inputs, FloatMemory scales, @Nullable FloatMemory shifts, FloatMemory outputs) {
    shape.readScale(scales);
    shape.readShift(shifts);
    run(Pass.OUTPUT, inputs, inputs, outputs);
  }

  /** Writes the gradients of the parameters. */
  void gradient(
      FloatMemory inputs,
      FloatMemory outGradients,
      FloatMemory scaleGradient,
      @Nullable FloatMemory shiftGradient) {
    run(Pass.PARAMETER_GRADIENTS, inputs, outGradients, inputs);
    if (result.length < shape.channels) {
      result = new float[shape.channels];
    }
    for (int c = 0; c < shape.channels; c++) {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += pieces[i].scaleSums[c];
      }
      result[c] = (float) sum;
    }
    scaleGradient.put(0, result, shape.channels);
    if (shiftGradient == null) {
      return;
    }
    for (int c = 0; c < shape.channels; c++) {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += pieces[i].shiftSums[c];
      }
      result[c] = (float) sum;
    }
    shiftGradient.put(0, result, shape.channels);
  }

  /** Writes the gradient of the input. */
  void inputGradient(
      FloatMemory inputs, FloatMemory scales, FloatMemory outGradients, FloatMemory outputs) {
    shape.readScale(scales);
    run(Pass.INPUT_GRADIENT, inputs, outGradients, outputs);
  }

  private void run(Pass newPass, FloatMemory newX, FloatMemory newG, FloatMemory newOut) {
    pass = newPass;
    x = newX;
    g = newG;
    out = newOut;
    SharedWork.run(work, count);
    x = null;
    g = null;
    out = null;
  }

  private void piece(int index) {
    FloatMemory inputs = x;
    FloatMemory gradients = g;
    FloatMemory outputs = out;
    if (inputs == null || gradients == null || outputs == null) {
      throw new IllegalStateException("without arrays");
    }
    int from = SharedWork.cut(shape.tiles(), index, count);
    int to = SharedWork.cut(shape.tiles(), index + 1, count);
    GroupNormPiece piece = pieces[index];
    piece.prepare();
    switch (pass) {
      case OUTPUT -> piece.normalize(inputs, outputs, from, to);
      case PARAMETER_GRADIENTS -> piece.gradient(inputs, gradients, from, to);
      case INPUT_GRADIENT -> piece.inputGradient(inputs, gradients, outputs, from, to);
    }
  }
}
