package org.netwright.runtime;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.IdTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.Kernels;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.PassParts;
import org.netwright.runtime.generated.TargetEncoding;

/**
 * A network of sequences for tests: a linear layer on each step, and with {@code whole} the sum of
 * its outputs over the steps that are not padding. Ids become one-hot steps.
 */
final class Walk {
  static final int STEPS = 5;
  static final int FEATURES = 2;

  Layer features;
  Layer predict;

  /**
   * A form of the network.
   *
   * @param isWhole whether there is one output for each sequence
   * @param hasIds whether the input is of ids
   * @param isVariable whether sequences have lengths
   */
  record Form(
      TargetEncoding encoding, int outputs, boolean isWhole, boolean hasIds, boolean isVariable) {
    static Form steps(TargetEncoding encoding, int outputs) {
      return new Form(encoding, outputs, false, false, true);
    }

    static Form whole(TargetEncoding encoding, int outputs) {
      return new Form(encoding, outputs, true, false, true);
    }

    Form ofIds() {
      return new Form(encoding, outputs, isWhole, true, isVariable);
    }

    long[] shape() {
      return isWhole ? new long[] {outputs} : new long[] {STEPS, outputs};
    }
  }

  static NetworkLayout layout(Form form) {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    if (form.hasIds()) {
      layout.layer("features", "input", STEPS);
    } else {
      layout.layer("features", "input", STEPS, FEATURES);
    }
    layout.layer("predict", "linear", form.shape());
    layout.parameter(
        "predict.weight",
        ParameterRole.WEIGHT,
        Initializer.KAIMING_UNIFORM.fans(FEATURES, form.outputs()),
        FEATURES,
        form.outputs());
    return layout.build();
  }

  /** The tensors of a pass. */
  static final class State {
    final Form form;
    final BatchTensor input;
    final BatchTensor steps;
    final IdTensor ids;
    final Lengths lengths;
    final ParameterTensor weight;
    final BatchTensor ofSteps;
    final BatchTensor output;

    State(PassParts parts, Form form) {
      this.form = form;
      lengths = form.isVariable() ? parts.lengths(STEPS) : null;
      ids = form.hasIds() ? parts.ids("features", FEATURES, lengths) : null;
      if (lengths == null) {
        input = parts.sequence("features", STEPS, FEATURES);
      } else {
        input =
            form.hasIds()
                ? parts.tensor(lengths, FEATURES)
                : parts.sequence("features", lengths, FEATURES);
      }
      steps = input.sharing(FEATURES);
      weight = parts.parameter("predict.weight");
      ofSteps = ofSteps(parts, form.outputs());
      output = form.isWhole() ? parts.tensor(form.outputs()) : ofSteps;
    }

    /** Returns a tensor of so many numbers for each step. */
    BatchTensor ofSteps(PassParts parts, int width) {
      return lengths == null ? parts.tensor(STEPS, width) : parts.tensor(lengths, width);
    }

    void output(PassParts parts) {
      if (form.isWhole()) {
        parts.output(form.encoding(), "predict", output);
      } else if (lengths == null) {
        parts.stepOutput(form.encoding(), "predict", output);
      } else {
        parts.stepOutput(form.encoding(), "predict", lengths, output);
      }
    }

    int length(int row) {
      return lengths == null ? STEPS : lengths.get(row);
    }

    void infer(Kernels kernels, int n) {
      int batch = input.size(0);
      if (ids != null) {
        INDArray rows = input.rows(n).assign(0);
        for (int i = 0; i < n * batch; i++) {
          rows.putScalar(new int[] {i / batch, i % batch, ids.ids(n)[i]}, 1);
        }
      }
      input.rows(n);
      ofSteps.rows(n);
      kernels.linear(steps, weight, ofSteps.sharing(form.outputs()), n * batch);
      if (form.isWhole()) {
        INDArray sums = output.rows(n).assign(0);
        INDArray all = ofSteps.rows(n);
        for (int row = 0; row < n; row++) {
          for (int step = 0; step < length(row); step++) {
            for (int i = 0; i < form.outputs(); i++) {
              sums.putScalar(row, i, sums.getDouble(row, i) + all.getDouble(row, step, i));
            }
          }
        }
      } else if (lengths != null) {
        // As if padded steps had overflowed: nobody may read them.
        INDArray all = ofSteps.rows(n);
        for (int row = 0; row < n; row++) {
          for (int step = length(row); step < batch; step++) {
            all.putScalar(new int[] {row, step, 0}, Double.NaN);
          }
        }
      }
    }

    /** Writes the gradient of the steps from that of the output. */
    void spread(BatchTensor gradient, BatchTensor ofStepGradient, int n) {
      INDArray all = ofStepGradient.rows(n).assign(0);
      INDArray rows = gradient.rows(n);
      for (int row = 0; row < n; row++) {
        for (int step = 0; step < length(row); step++) {
          for (int i = 0; i < form.outputs(); i++) {
            all.putScalar(new int[] {row, step, i}, rows.getDouble(row, i));
          }
        }
      }
    }
  }
}
