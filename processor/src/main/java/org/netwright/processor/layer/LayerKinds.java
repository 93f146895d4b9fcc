package org.netwright.processor.layer;

import java.util.List;
import java.util.stream.Stream;

/** The list of all kinds of layers. */
public final class LayerKinds {
  public static final List<LayerKind<?>> ALL =
      Stream.<Stream<? extends LayerKind<?>>>of(
              Stream.of(new Input(), new Features()),
              Stream.of(new Flatten(), new Reshape(), new Upsample(1), new Upsample(2)),
              Stream.of(new Linear(), new Embedding()),
              Stream.of(Recurrent.values()),
              Stream.of(Attention.values()),
              Stream.of(Position.values()),
              Stream.of(new Convolution(1, false), new Convolution(2, false)),
              Stream.of(new Convolution(1, true), new Convolution(2, true)),
              Stream.of(new TransposedConvolution(1), new TransposedConvolution(2)),
              Stream.of(new BatchNorm(), new LayerNorm(), new GroupNorm(), new RmsNorm()),
              Stream.of(Combination.values()),
              Stream.of(Activation.values()),
              Stream.of(Pooling.values()),
              Stream.of(GlobalPooling.values()),
              Stream.of(new Dropout()),
              Stream.of(ChannelDropout.values()))
          .<LayerKind<?>>flatMap(kinds -> kinds)
          .toList();

  private LayerKinds() {}
}
