package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.BlockDeclaration;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.wiring.BlockInstance;
import org.netwright.processor.wiring.WiredNetwork;

/** A trainer can set the fields of blocks of other packages. */
final class VisibleBlocks implements Rule {
  @Override
  public void check(WiredNetwork network, Diagnostics.Builder diagnostics) {
    ClassDeclaration trained = network.declaration().type();
    network.layers().stream()
        .flatMap(layer -> layer.block().stream())
        .map(BlockInstance::block)
        .distinct()
        .filter(block -> !block.type().packageName().equals(trained.packageName()))
        .forEach(block -> check(block, trained.trainerName(), diagnostics));
  }

  private static void check(
      BlockDeclaration block, String trainer, Diagnostics.Builder diagnostics) {
    if (!block.type().isPublic() || !block.hasPublicConstructor()) {
      diagnostics.add(
          Message.BLOCK_CLASS_NOT_VISIBLE, block.ref(), block.type().simpleName(), trainer);
    }
    block.layers().stream()
        .filter(field -> !field.modifiers().contains("public"))
        .forEach(field -> report(field, block.type(), trainer, diagnostics));
  }

  private static void report(
      LayerDeclaration field,
      ClassDeclaration block,
      String trainer,
      Diagnostics.Builder diagnostics) {
    diagnostics.add(
        Message.BLOCK_NOT_VISIBLE, field.ref(), field.name(), block.simpleName(), trainer);
  }
}
