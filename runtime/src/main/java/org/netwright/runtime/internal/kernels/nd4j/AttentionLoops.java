package org.netwright.runtime.internal.kernels.nd4j;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.Attention;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.random.RandomBits;

/**
 * The formulas of attention, for one query of one head at a time.
 *
 * @param queryLengths how many steps of each sequence attend; null for all
 */
record AttentionLoops(
    Attention attention,
    @Nullable Lengths queryLengths,
    StepVectors queries,
    StepVectors keys,
    StepVectors values) {

  private int headWidth() {
    return queries.width() / attention.heads();
  }

  /** Writes the outputs; 0 for padded steps. */
  void write(BatchTensor out, int n) {
    double[] result = new double[Math.toIntExact(n * out.rowLength())];
    StepVectors outs = StepVectors.in(result, attention.queries(), 0, 1, n);
    forEachQuery(
        n,
        (sequence, head, query) -> {
          double[] p = probabilities(sequence, head, query);
          for (int key = 0; key < p.length; key++) {
            double dropped = p[key] * factor(sequence, head, query, key);
            for (int c = head * headWidth(); c < (head + 1) * headWidth(); c++) {
              outs.add(sequence, query, c, dropped * values.get(sequence, key, c));
            }
          }
        });
    JavaNumbers.write(result, out, n);
  }

  /** Adds the gradients to arrays that are 0. */
  void addGradients(
      StepVectors outGradient,
      StepVectors queryGradient,
      StepVectors keyGradient,
      StepVectors valueGradient,
      int n) {
    double scale = 1 / Math.sqrt(headWidth());
    forEachQuery(
        n,
        (sequence, head, query) -> {
          double[] p = probabilities(sequence, head, query);
          double[] g = new double[p.length];
          double mean = 0;
          for (int key = 0; key < p.length; key++) {
            double factor = factor(sequence, head, query, key);
            for (int c = head * headWidth(); c < (head + 1) * headWidth(); c++) {
              double ofOut = outGradient.get(sequence, query, c);
              valueGradient.add(sequence, key, c, p[key] * factor * ofOut);
              g[key] += factor * ofOut * values.get(sequence, key, c);
            }
            mean += p[key] * g[key];
          }
          for (int key = 0; key < p.length; key++) {
            double ofScore = p[key] * (g[key] - mean) * scale;
            for (int c = head * headWidth(); c < (head + 1) * headWidth(); c++) {
              queryGradient.add(sequence, query, c, ofScore * keys.get(sequence, key, c));
              keyGradient.add(sequence, key, c, ofScore * queries.get(sequence, query, c));
            }
          }
        });
  }

  /** Returns the softmax over the keys that a query attends to. */
  private double[] probabilities(int sequence, int head, int query) {
    double[] p = new double[visible(sequence, query)];
    double largest = Double.NEGATIVE_INFINITY;
    for (int key = 0; key < p.length; key++) {
      for (int c = head * headWidth(); c < (head + 1) * headWidth(); c++) {
        p[key] += queries.get(sequence, query, c) * keys.get(sequence, key, c);
      }
      p[key] /= Math.sqrt(headWidth());
      largest = Math.max(largest, p[key]);
    }
    double sum = 0;
    for (int key = 0; key < p.length; key++) {
      p[key] = Math.exp(p[key] - largest);
      sum += p[key];
    }
    for (int key = 0; key < p.length; key++) {
      p[key] /= sum;
    }
    return p;
  }

  /** Returns what dropout multiplies a probability by. */
  private double factor(int sequence, int head, int query, int key) {
    if (attention.rate() == 0) {
      return 1;
    }
    long row = ((long) sequence * attention.heads() + head) * attention.queries() + query;
    double drawn = RandomBits.uniform(attention.seed(), row * attention.keys() + key);
    return drawn < attention.rate() ? 0 : 1 / (1 - attention.rate());
  }

  /** Returns how many keys a query attends to: the first ones. */
  private int visible(int sequence, int query) {
    Lengths lengths = attention.lengths();
    int all = lengths == null ? attention.keys() : lengths.get(sequence);
    return attention.isCausal() ? Math.min(query + 1, all) : all;
  }

  private interface QueryAction {
    void accept(int sequence, int head, int query);
  }

  private void forEachQuery(int n, QueryAction action) {
    for (int sequence = 0; sequence < n; sequence++) {
      int count = queryLengths == null ? attention.queries() : queryLengths.get(sequence);
      for (int head = 0; head < attention.heads(); head++) {
        for (int query = 0; query < count; query++) {
          action.accept(sequence, head, query);
        }
      }
    }
  }
}
