package org.netwright.runtime.internal.kernels.cpu.recurrent;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.internal.kernels.blas.BlasThreads;
import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.FloatScratch;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Recurrent layers. The products of the input are computed for many steps at once, those of the
 * state step by step; the sequences of a batch are cut into blocks, and threads share the blocks,
 * so that no step waits for another thread.
 *
 * <p>In what a pass keeps, gates and states are planes, [rows × units] each, with a row for each
 * step of each sequence: see {@link SequenceBlocks}. The gradient overwrites the gates by their
 * gradients, and the second state of a GRU by that of its product.
 */
public final class Recurrences {
  private final RecurrentShape shape = new RecurrentShape();
  private final RecurrentOperands operands = new RecurrentOperands();
  private final FloatScratch scratch = new FloatScratch();
  private final GateMatrices matrices = new GateMatrices();
  private final ForwardPiece[] forward = new ForwardPiece[PieceThreads.PROCESSORS];
  private final GradientPiece[] gradient = new GradientPiece[PieceThreads.PROCESSORS];
  private final InputGradientPiece[] inputGradient =
      new InputGradientPiece[PieceThreads.PROCESSORS];
  private final PieceThreads.Work work = this::piece;
  private RecurrentPiece[] running = forward;
  private float[] ones = {};

  /** Computes a layer. */
  public void outputs(
      BatchTensor x,
      ParameterTensor weight,
      ParameterTensor recurrent,
      ParameterTensor bias,
      ParameterTensor recurrentBias,
      @Nullable Lengths lengths,
      Recurrence recurrence,
      BatchTensor out,
      int n) {
    recurrence.begin(lengths);
    begin(recurrence, x, n);
    operands.weight = weight.floats();
    operands.recurrent = recurrent.floats();
    BatchTensor carried = recurrence.carried();
    operands.carried = carried == null ? null : carried.floats(n);
    takeOutputs(out, n);
    takeBiases(bias.floats(), recurrentBias.floats());
    for (int i = 0; i < shape.pieces; i++) {
      if (forward[i] == null) {
        forward[i] = new ForwardPiece(shape, operands);
      }
    }
    long shared = placeMatrices(0);
    operands.inputMatrices = shared;
    if (operands.matrices >= 0) {
      shared += (long) shape.gates * GateMatrices.length(shape.in + 1, shape.units);
    }
    prepare(forward, RecurrentPiece.aligned(shared));
    if (operands.matrices >= 0) {
      matrices.copyRecurrent(shape, operands, operands.matrices);
      matrices.copyWeight(shape, operands, operands.inputMatrices);
    }
    run(forward);
  }

  private void begin(Recurrence recurrence, BatchTensor x, int n) {
    shape.set(recurrence, Math.toIntExact(x.rowLength() / recurrence.steps()), n);
    operands.x = x.floats(n);
    Recurrence.Memory memory = recurrence.memory();
    operands.gates = memory == null ? null : memory.gates().floats(n);
    operands.states = memory == null ? null : memory.states().floats(n);
    operands.mask = memory == null || !recurrence.hasMask() ? null : memory.mask().floats(n);
  }

  private void takeOutputs(BatchTensor out, int n) {
    operands.out = out.floats(n);
    operands.all = out.dimensions() == 2;
  }

  /** Both biases are added to the products of the input, but for a product that is kept apart. */
  private void takeBiases(FloatMemory bias, FloatMemory recurrentBias) {
    int width = shape.width();
    int units = shape.units;
    operands.bias = FloatArrays.atLeast(width, operands.bias);
    operands.productBias = FloatArrays.atLeast(width, operands.productBias);
    float[] sum = operands.bias;
    float[] added = operands.productBias;
    bias.get(0, sum, width);
    recurrentBias.get(0, added, width);
    for (int gate = 0; gate < shape.gates; gate++) {
      if (shape.hasOwnProduct(gate)) {
        System.arraycopy(added, gate * units, added, 0, units);
      } else {
        for (int i = gate * units; i < (gate + 1) * units; i++) {
          sum[i] += added[i];
        }
      }
    }
  }

  /** Computes the gradients of the parameters. */
  public void gradient(
      BatchTensor x,
      ParameterTensor recurrent,
      BatchTensor outGradient,
      Recurrence recurrence,
      ParameterTensor weightGradient,
      ParameterTensor recurrentGradient,
      ParameterTensor biasGradient,
      ParameterTensor recurrentBiasGradient,
      int n) {
    begin(recurrence, x, n);
    operands.recurrent = recurrent.floats();
    takeOutputs(outGradient, n);
    operands.weightGradient = weightGradient.floats();
    operands.recurrentGradient = recurrentGradient.floats();
    operands.biasGradient = biasGradient.floats();
    operands.recurrentBiasGradient = recurrentBiasGradient.floats();
    for (int i = 0; i < shape.pieces; i++) {
      if (gradient[i] == null) {
        gradient[i] = new GradientPiece(shape, operands);
      }
    }
    operands.ones = 0;
    prepare(gradient, placeMatrices(RecurrentPiece.aligned(shape.chunk())));
    writeOnes();
    if (operands.matrices >= 0) {
      matrices.transpose(shape, operands, operands.matrices);
    }
    run(gradient);
    for (int i = 1; i < shape.pieces; i++) {
      gradient[i].addTo(operands);
    }
  }

  /** Makes room for copies of the recurrent weight, if they are worth it. */
  private long placeMatrices(long at) {
    boolean copies = GateMatrices.areFor(shape);
    operands.matrices = copies ? at : -1;
    return copies
        ? RecurrentPiece.aligned(
            at + (long) shape.gates * GateMatrices.length(shape.units, shape.units))
        : at;
  }

  private void writeOnes() {
    int count = shape.chunk();
    if (ones.length < count) {
      ones = new float[count];
      Arrays.fill(ones, 1);
    }
    operands.scratch.put(operands.ones, ones, count);
  }

  /** Computes the gradient of the input, after {@link #gradient}. */
  public void inputGradient(
      ParameterTensor weight, Recurrence recurrence, BatchTensor xGradient, int n) {
    begin(recurrence, xGradient, n);
    operands.weight = weight.floats();
    for (int i = 0; i < shape.pieces; i++) {
      if (inputGradient[i] == null) {
        inputGradient[i] = new InputGradientPiece(shape, operands);
      }
    }
    prepare(inputGradient, 0);
    run(inputGradient);
  }

  /** Gives each piece its part of the scratch memory, after a part that all share. */
  private void prepare(RecurrentPiece[] all, long shared) {
    long length = shared;
    for (int i = 0; i < shape.pieces; i++) {
      length = RecurrentPiece.aligned(all[i].prepare(length));
    }
    operands.scratch = scratch.require(length);
  }

  /** Does the pieces, on one thread if BLAS has one. */
  private void run(RecurrentPiece[] all) {
    running = all;
    int threads = BlasThreads.begin();
    try {
      PieceThreads.run(work, shape.pieces, threads);
    } finally {
      BlasThreads.end();
    }
  }

  private void piece(int index) {
    running[index].run(index);
  }

  /** Frees the scratch memory. */
  public void close() {
    scratch.close();
  }
}
