package org.netwright.processor.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.wiring.BlockInstance;

/**
 * Layers in a row: those of one instance of a block after the other, or those that are in no block.
 *
 * @param field the block or the array of blocks; empty for layers that are in none
 * @param instances the layers of each instance
 */
record Repeats(String field, List<List<ShapedLayer>> instances) {

  /** All layers of a network, in their order. */
  static List<Repeats> of(List<ShapedLayer> layers) {
    List<Repeats> all = new ArrayList<>();
    String instance = "";
    for (ShapedLayer layer : layers) {
      Optional<BlockInstance> block = layer.wired().block().map(BlockInstance::outermost);
      String field = block.map(BlockInstance::field).orElse("");
      if (all.isEmpty() || !all.get(all.size() - 1).field().equals(field)) {
        all.add(new Repeats(field, new ArrayList<>()));
        instance = "";
      }
      List<List<ShapedLayer>> instances = all.get(all.size() - 1).instances();
      String own = block.map(BlockInstance::name).orElse("");
      if (instances.isEmpty() || !own.equals(instance)) {
        instances.add(new ArrayList<>());
        instance = own;
      }
      instances.get(instances.size() - 1).add(layer);
    }
    return all;
  }
}
