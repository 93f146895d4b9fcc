package org.netwright.processor.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.Layer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataBuilder;

/** Random examples that a network takes, by the names of its fields. */
public final class Examples {
  private Examples() {}

  public static Data of(CompiledNetwork network, int rows, long seed) {
    Batch batch = Batch.of(network, rows, new Random(seed));
    DataBuilder data = Data.builder();
    try (ArrayTrainer<?> trainer = network.networkBuilder().build()) {
      List<String> inputs =
          trainer.layers().stream()
              .filter(layer -> layer.operations().startsWith("input"))
              .map(Layer::name)
              .toList();
      List<String> targets = new ArrayList<>(trainer.newReport().dataLosses().keySet());
      for (int i = 0; i < inputs.size(); i++) {
        data.input(inputs.get(i), batch.inputs().get(i));
      }
      for (int i = 0; i < targets.size(); i++) {
        data.target(targets.get(i), batch.targets().get(i));
      }
    }
    return data.build();
  }
}
