package org.netwright.onnx;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.onnx.ExportedModel;

/** Messages name the layer: that of a pass that no network has yet. */
class RefusalTest {
  /** Joins rows so that the pieces are of no dimension. */
  private static final class Joining extends InferencePass {
    private final BatchTensor features;
    private final BatchTensor[] halves = new BatchTensor[2];
    private final BatchTensor joined;

    Joining(InferenceParts parts) {
      super(parts);
      features = parts.input("features", 2, 3);
      halves[1] = parts.tensor(4);
      joined = parts.tensor(10);
      parts.output(TargetEncoding.VALUES, "joined", joined);
    }

    @Override
    public void infer(int n) {
      kernels.relu(features, halves[1], n);
      kernels.concat(features, halves[1], 2, joined, n);
    }
  }

  /** Takes the steps of sequences for one row. */
  private static final class Flattening extends InferencePass {
    private final BatchTensor flat;

    Flattening(InferenceParts parts) {
      super(parts);
      Lengths lengths = parts.lengths(5);
      flat = parts.sequence("words", lengths, 3).sharing(15);
      parts.output(TargetEncoding.VALUES, "flat", flat);
    }

    @Override
    public void infer(int n) {
      kernels.relu(flat, flat, n);
    }
  }

  private static void check(Function<InferenceParts, InferencePass> pass, String message) {
    ExportedModel model =
        new ExportedModel(
            "Odd",
            pass,
            name -> {
              throw new AssertionError(name);
            },
            new Preprocessing(null),
            List.of(),
            Map.of(),
            Map.of());
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> new ModelRecorder().export(model))
        .withMessage(message);
  }

  @Test
  void namesTheLayersThatAreJoined() {
    check(
        Joining::new,
        "joined [n × 10] cannot be exported: it joins features [n × 2 × 3] and halves[1] [n × 4] in"
            + " 2 pieces, along no dimension");
  }

  @Test
  void namesTheLayerThatIsReshaped() {
    check(
        Flattening::new,
        "flat [n × 15] cannot be exported: it is reshaped from sequences with other lengths");
  }
}
