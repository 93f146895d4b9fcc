package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SequenceKernels;

/** What is added to the steps of sequences, and pooling over steps as that of whole channels. */
interface CpuSequence extends SequenceKernels, Tiled {

  @Override
  default void addPositions(BatchTensor x, ParameterTensor table, BatchTensor out, int n) {
    families().positions().add(x.floats(n), table.floats(), out.floats(n), out.rowLength(), n);
  }

  /** A product with ones, as the gradient of a bias. Steps that the batch has not have zeros. */
  @Override
  default void addPositionsGradient(BatchTensor outGradient, ParameterTensor tableGradient, int n) {
    long length = outGradient.rowLength();
    tableGradient.floats().clear(length, tableGradient.length() - length);
    tiles()
        .products
        .multiply(
            1,
            Math.toIntExact(length),
            n,
            tiles().ones(n),
            false,
            outGradient.floats(n).pointer(),
            false,
            0,
            tableGradient.floats().pointer());
  }

  @Override
  default void addSinusoids(BatchTensor x, BatchTensor out, int n) {
    int features = out.size(1);
    int most = Math.toIntExact(out.longestRow() / features);
    families()
        .positions()
        .addSinusoids(x.floats(n), out.floats(n), most, features, out.rowLength(), n);
  }

  @Override
  default void globalAveragePool(BatchTensor x, Lengths lengths, BatchTensor out, int n) {
    steps(out, lengths, n).run(GlobalPooling.Pass.AVERAGE, x.floats(n), out.floats(n), null, null);
  }

  @Override
  default void globalAveragePoolGradient(
      Lengths lengths, BatchTensor outGradient, BatchTensor xGradient, int n) {
    steps(outGradient, lengths, n)
        .run(
            GlobalPooling.Pass.AVERAGE_GRADIENT,
            null,
            null,
            outGradient.floats(n),
            xGradient.floats(n));
  }

  @Override
  default void globalMaxPool(BatchTensor x, Lengths lengths, BatchTensor out, int n) {
    steps(out, lengths, n).run(GlobalPooling.Pass.MAX, x.floats(n), out.floats(n), null, null);
  }

  @Override
  default void globalMaxPoolGradient(
      BatchTensor x, Lengths lengths, BatchTensor outGradient, BatchTensor xGradient, int n) {
    steps(outGradient, lengths, n)
        .run(
            GlobalPooling.Pass.MAX_GRADIENT,
            x.floats(n),
            null,
            outGradient.floats(n),
            xGradient.floats(n));
  }

  private GlobalPooling steps(BatchTensor pooled, Lengths lengths, int n) {
    int features = Math.toIntExact(pooled.rowLength());
    return families().globalPooling().ofSteps(n, features, lengths);
  }
}
