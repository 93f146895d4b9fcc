package org.netwright.runtime.internal.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.Attention;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;

/**
 * The settings of an attention layer and a batch, and what engines compute from numbers.
 *
 * @param self whether queries, keys and values are parts of the same steps
 * @param lengths of the sequences of keys; null if all have all steps
 * @param rate of dropout
 */
record AttentionCase(
    int n,
    int queries,
    int keys,
    int width,
    int heads,
    boolean self,
    boolean causal,
    @Nullable List<Integer> lengths,
    double rate) {
  static final long SEED = 99;

  static AttentionCase self(int n, int steps, int width, int heads) {
    return new AttentionCase(n, steps, steps, width, heads, true, false, null, 0);
  }

  static AttentionCase cross(int n, int queries, int keys, int width, int heads) {
    return new AttentionCase(n, queries, keys, width, heads, false, false, null, 0);
  }

  AttentionCase asCausal() {
    return new AttentionCase(n, queries, keys, width, heads, self, true, lengths, rate);
  }

  AttentionCase withLengths(Integer... newLengths) {
    List<Integer> all = List.of(newLengths);
    return new AttentionCase(n, queries, keys, width, heads, self, causal, all, rate);
  }

  /** From 1 on to all steps. */
  AttentionCase withRandomLengths() {
    Random random = new Random(n + keys);
    Integer[] drawn = new Integer[n];
    for (int i = 0; i < n; i++) {
      drawn[i] = i == 0 ? 1 : i == 1 ? keys : 1 + random.nextInt(keys);
    }
    return withLengths(drawn);
  }

  AttentionCase withDropout(double newRate) {
    return new AttentionCase(n, queries, keys, width, heads, self, causal, lengths, newRate);
  }

  int keysOf(int sequence) {
    return lengths == null ? keys : lengths.get(sequence);
  }

  int queriesOf(int sequence) {
    return self ? keysOf(sequence) : queries;
  }

  /** [n × steps × 3 · width], or [n × queries × width]. */
  double[] randomQuery() {
    return Batches.random(1, n * queries * width * (self ? 3 : 1));
  }

  /** [n × keys × 2 · width], empty if queries, keys and values are parts of the same steps. */
  double[] randomMemory() {
    return Batches.random(2, self ? 0 : n * keys * width * 2);
  }

  /** [n × queries × width]; 0 for padded steps, as gradients are. */
  double[] randomOutGradient() {
    double[] g = Batches.random(3, n * queries * width);
    for (int i = 0; i < g.length; i++) {
      g[i] = i / width % queries < queriesOf(i / (width * queries)) ? g[i] : 0;
    }
    return g;
  }

  /** A layer on an engine, with its tensors. */
  final class Layer implements AutoCloseable {
    private final EngineType engine;
    private final EngineKernels kernels;
    private final Attention attention;
    private final @Nullable Lengths ofKeys;
    private final BatchTensor x;
    private final @Nullable BatchTensor memory;
    final BatchTensor out;
    private final BatchTensor outGradient;
    final BatchTensor xGradient;
    final @Nullable BatchTensor memoryGradient;

    Layer(EngineType engine, double[] query, double[] attended, double[] g) {
      this(engine, engine.kernels, query, attended, g);
    }

    Layer(EngineType engine, EngineKernels kernels, double[] query, double[] attended, double[] g) {
      this.engine = engine;
      this.kernels = kernels;
      attention = new Attention(heads, causal, engine.empty(n, heads, queries));
      long[] shape = {n, queries, self ? 3L * width : width};
      x = engine.batch(shape, query);
      xGradient = engine.empty(shape);
      memory = self ? null : engine.batch(new long[] {n, keys, 2L * width}, attended);
      memoryGradient = self ? null : engine.empty(n, keys, 2L * width);
      out = engine.empty(n, queries, width);
      outGradient = engine.batch(new long[] {n, queries, width}, g);
      ofKeys = lengths == null ? null : new Lengths(keys);
      if (lengths != null && ofKeys != null) {
        Arrays.setAll(ofKeys.rows(n), lengths::get);
      }
    }

    void forward() {
      if (rate > 0) {
        kernels.attentionDropout(attention, rate, SEED, 1);
      }
      forwardWithoutDropout();
    }

    void forwardWithoutDropout() {
      if (memory == null) {
        if (ofKeys == null) {
          kernels.selfAttention(x, attention, out, n);
        } else {
          kernels.selfAttention(x, ofKeys, attention, out, n);
        }
      } else if (ofKeys == null) {
        kernels.crossAttention(x, memory, attention, out, n);
      } else {
        kernels.crossAttention(x, memory, ofKeys, attention, out, n);
      }
    }

    void backward() {
      if (memory == null || memoryGradient == null) {
        kernels.selfAttentionGradient(x, out, outGradient, attention, xGradient, n);
      } else {
        kernels.crossAttentionGradient(
            x, memory, out, outGradient, attention, xGradient, memoryGradient, n);
      }
    }

    /** Fills what is to be written with NaN. */
    void breakResults() {
      out.rows(n).assign(Double.NaN);
      xGradient.rows(n).assign(Double.NaN);
      attention.normalizers().rows(n).assign(Double.NaN);
      if (memoryGradient != null) {
        memoryGradient.rows(n).assign(Double.NaN);
      }
    }

    /** The output, the gradient of the queries (or of all), and that of keys and values. */
    double[][] results() {
      return new double[][] {
        engine.read(out, n),
        engine.read(xGradient, n),
        memoryGradient == null ? new double[0] : engine.read(memoryGradient, n)
      };
    }

    @Override
    public void close() {
      attention.normalizers().close();
      x.close();
      xGradient.close();
      out.close();
      outGradient.close();
      if (memory != null && memoryGradient != null) {
        memory.close();
        memoryGradient.close();
      }
    }
  }

  /** Runs a pass forth and back. */
  double[][] results(EngineType engine, double[] query, double[] attended, double[] g) {
    try (Layer layer = new Layer(engine, query, attended, g)) {
      layer.forward();
      layer.backward();
      return layer.results();
    }
  }

  double[][] results(EngineType engine) {
    return results(engine, randomQuery(), randomMemory(), randomOutGradient());
  }

  /** The output. */
  double[] out(EngineType engine, double[] query, double[] attended) {
    return results(engine, query, attended, randomOutGradient())[0];
  }
}
