package org.netwright.processor.layer;

import java.util.List;
import java.util.stream.Stream;

/** The list of all kinds of layers. */
public final class LayerKinds {
  public static final List<LayerKind<?>> ALL =
      Stream.<LayerKind<?>>concat(
              Stream.of(
                  new Input(),
                  new Features(),
                  new Linear(),
                  new Embedding(),
                  new LayerNorm(),
                  new Dropout()),
              Stream.concat(Stream.of(Combination.values()), Stream.of(Activation.values())))
          .toList();

  private LayerKinds() {}
}
