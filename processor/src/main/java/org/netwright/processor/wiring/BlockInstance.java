package org.netwright.processor.wiring;

import java.util.Optional;
import org.netwright.processor.source.BlockDeclaration;

/**
 * One use of a block.
 *
 * @param field the name of its field in the whole network, such as {@code body}
 * @param index its index in the array of that field; -1 if the field is no array
 * @param length the length of the array, or 0
 * @param around the block that it is a part of, if it is
 */
public record BlockInstance(
    String field, int index, int length, BlockDeclaration block, Optional<BlockInstance> around) {

  /** Its name in the whole network: {@code body.2}, or {@code body} if the field is no array. */
  public String name() {
    return index < 0 ? field : field + "." + index;
  }

  /** The block around all others that it is a part of, or itself. */
  public BlockInstance outermost() {
    return around.map(BlockInstance::outermost).orElse(this);
  }
}
