package org.netwright.runtime;

import java.util.List;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.Kernels;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.PassParts;

/**
 * The network of the tests, a description that {@link ChainTrainer} and {@link ChainModel} follow
 * step by step: linear layers with relu between them.
 */
final class Chain {
  /** The layers after the input; the last one has no bias and no activation. */
  static final List<Linear> LINEARS =
      List.of(new Linear("hidden", 3, 5, true), new Linear("predict", 5, 2, false));

  record Linear(String name, int in, int out, boolean hidden) {
    String operations() {
      return hidden ? "linear, relu" : "linear";
    }
  }

  Layer features;
  Layer hidden;
  Layer predict;

  /** The views and buffers of a pass. */
  static final class State {
    final BatchTensor input;
    final ParameterTensor[] weights = new ParameterTensor[LINEARS.size()];
    final ParameterTensor[] biases = new ParameterTensor[LINEARS.size()];
    final BatchTensor[] outputs = new BatchTensor[LINEARS.size()];

    State(PassParts parts) {
      input = parts.input("features", LINEARS.get(0).in());
      for (int i = 0; i < LINEARS.size(); i++) {
        Linear linear = LINEARS.get(i);
        weights[i] = parts.parameter(linear.name() + ".weight");
        biases[i] = linear.hidden() ? parts.parameter(linear.name() + ".bias") : null;
        outputs[i] = parts.tensor(linear.out());
      }
    }

    BatchTensor output() {
      return outputs[outputs.length - 1];
    }

    void step(Kernels kernels, int i, BatchTensor x, int n) {
      if (biases[i] == null) {
        kernels.linear(x, weights[i], outputs[i], n);
      } else {
        kernels.linear(x, weights[i], biases[i], outputs[i], n);
        kernels.relu(outputs[i], outputs[i], n);
      }
    }

    void infer(Kernels kernels, int n) {
      BatchTensor x = input;
      for (int i = 0; i < outputs.length; i++) {
        step(kernels, i, x, n);
        x = outputs[i];
      }
    }
  }

  static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", LINEARS.get(0).in());
    for (Linear linear : LINEARS) {
      layout.layer(linear.name(), linear.operations(), linear.out());
      layout.parameter(
          linear.name() + ".weight",
          ParameterRole.WEIGHT,
          Initializer.KAIMING_UNIFORM.fans(linear.in(), linear.out()),
          linear.in(),
          linear.out());
      if (linear.hidden()) {
        layout.parameter(
            linear.name() + ".bias",
            ParameterRole.BIAS,
            Initializer.KAIMING_UNIFORM.fans(linear.in(), linear.out()),
            linear.out());
      }
    }
    return layout.build();
  }
}
