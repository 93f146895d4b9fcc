package org.netwright.processor.emit;

import java.util.ArrayList;
import java.util.List;
import org.netwright.processor.graph.Attribute.Seed;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.wiring.BlockInstance;

/**
 * A field of the network that is an array of blocks, or a single one.
 *
 * @param length of the array; 1 also for a single block
 * @param seeds the number of random draws of one instance
 */
record BlockArray(String field, int length, int seeds) {

  /** Whether it has several instances, for which one can stand in a loop. */
  boolean isRepeated() {
    return length > 1;
  }

  /** All of a network. */
  static List<BlockArray> of(ShapedNetwork network, Graph graph) {
    List<BlockArray> arrays = new ArrayList<>();
    for (BlockInstance block : network.wired().blocks()) {
      if (block.index() <= 0) {
        String prefix = block.name() + ".";
        long seeds =
            graph.nodes().stream()
                .filter(node -> node.layer().startsWith(prefix))
                .flatMap(node -> node.op().attributes().stream())
                .filter(Seed.class::isInstance)
                .count();
        arrays.add(new BlockArray(block.field(), Math.max(1, block.length()), (int) seeds));
      }
    }
    return arrays;
  }
}
