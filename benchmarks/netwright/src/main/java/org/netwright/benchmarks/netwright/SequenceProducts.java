package org.netwright.benchmarks.netwright;

import org.netwright.benchmarks.protocol.Recurrent;
import org.netwright.benchmarks.protocol.SequenceData;
import org.netwright.benchmarks.protocol.SequenceTask;
import org.netwright.runtime.internal.threads.PieceThreads;

/** The matrix products of networks of sequences. Small ones are not shared among threads. */
final class SequenceProducts {
  private static final int PIECES = PieceThreads.PROCESSORS;

  private SequenceProducts() {}

  static SharedProducts of(SequenceTask task) {
    return switch (task) {
      case LSTM -> recurrent(task, PIECES);
      case GRU -> recurrent(task, 1);
      case ENCODER -> encoder(task);
    };
  }

  private static SharedProducts recurrent(SequenceTask task, int pieces) {
    SharedProducts all = new SharedProducts(pieces);
    Recurrent layer = SequenceData.of(task).recurrent().get(0);
    RecurrentProducts products =
        new RecurrentProducts(task.batchSize(), task.steps(), layer, pieces);
    all.add(products::forward, products::backward);
    all.addLinear(task.batchSize(), task.units(), task.classes(), true);
    return all;
  }

  private static SharedProducts encoder(SequenceTask task) {
    SharedProducts all = new SharedProducts(PIECES);
    int n = task.batchSize();
    int rows = n * task.steps();
    int width = task.units();
    all.addLinear(rows, width, 3 * width, false);
    AttentionProducts attention =
        new AttentionProducts(n, task.steps(), width, SequenceTask.HEADS, PIECES);
    all.add(attention::forward, attention::backward);
    all.addLinear(rows, width, width, true);
    all.addLinear(rows, width, SequenceTask.WIDE, true);
    all.addLinear(rows, SequenceTask.WIDE, width, true);
    all.addLinear(n, width, task.classes(), true);
    return all;
  }
}
