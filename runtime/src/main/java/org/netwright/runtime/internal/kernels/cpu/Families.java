package org.netwright.runtime.internal.kernels.cpu;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.kernels.cpu.attention.Attentions;
import org.netwright.runtime.internal.kernels.cpu.convolution.Convolutions;
import org.netwright.runtime.internal.kernels.cpu.recurrent.Recurrences;

/**
 * What computes the families of kernels, with the scratch memory of each: made when it is first
 * needed, because most networks need few.
 */
final class Families {
  private final Tiles tiles;
  private @Nullable AdamTiles adam;
  private @Nullable RowTiles rows;
  private @Nullable MomentumTiles momentum;
  private @Nullable Groups groups;
  private @Nullable ProximalTiles proximal;
  private @Nullable CrossEntropy crossEntropy;
  private @Nullable WeightedMeans weightedMeans;
  private @Nullable Convolutions convolutions;
  private @Nullable ChannelBias channelBias;
  private @Nullable BatchNormalization batchNormalization;
  private @Nullable GroupNormalization groupNormalization;
  private @Nullable ChannelFactors channelFactors;
  private @Nullable WindowPooling windowPooling;
  private @Nullable GlobalPooling globalPooling;
  private @Nullable Upsampling upsampling;
  private @Nullable Recurrences recurrences;
  private @Nullable Attentions attentions;
  private @Nullable Positions positions;

  Families(Tiles tiles) {
    this.tiles = tiles;
  }

  /**
   * Returns the scratch of Adam; made when it is first needed, because predictions never need it.
   */
  AdamTiles adam() {
    if (adam == null) {
      adam = new AdamTiles();
    }
    return adam;
  }

  /** Returns the operations on rows of tables. */
  RowTiles rows() {
    if (rows == null) {
      rows = new RowTiles();
    }
    return rows;
  }

  /** Returns the update of momentum on rows of tables. */
  MomentumTiles momentum() {
    if (momentum == null) {
      momentum = new MomentumTiles();
    }
    return momentum;
  }

  /** Returns the operations on groups of a weight. */
  Groups groups() {
    if (groups == null) {
      groups = new Groups();
    }
    return groups;
  }

  /** Returns the operations of proximal steps. */
  ProximalTiles proximal() {
    if (proximal == null) {
      proximal = new ProximalTiles();
    }
    return proximal;
  }

  /** Returns the computation of cross entropies for rows of a length. */
  CrossEntropy crossEntropy(int classes) {
    if (crossEntropy == null || crossEntropy.classes() != classes) {
      crossEntropy = new CrossEntropy(classes, tiles.arrays.exponential);
    }
    return crossEntropy;
  }

  /** Returns the losses of rows with weights. */
  WeightedMeans weightedMeans() {
    if (weightedMeans == null) {
      weightedMeans = new WeightedMeans(tiles.arrays);
    }
    return weightedMeans;
  }

  /** Returns convolutions. */
  Convolutions convolutions() {
    if (convolutions == null) {
      convolutions = new Convolutions();
    }
    return convolutions;
  }

  /** Returns the sums with, and of, the channels of images. */
  ChannelBias channelBias() {
    if (channelBias == null) {
      channelBias = new ChannelBias(tiles.products);
    }
    return channelBias;
  }

  /** Returns batch normalisation. */
  BatchNormalization batchNormalization() {
    if (batchNormalization == null) {
      batchNormalization = new BatchNormalization();
    }
    return batchNormalization;
  }

  /** Returns normalisation of groups and rows. */
  GroupNormalization groupNormalization() {
    if (groupNormalization == null) {
      groupNormalization = new GroupNormalization();
    }
    return groupNormalization;
  }

  /** Returns the products of channels with numbers. */
  ChannelFactors channelFactors() {
    if (channelFactors == null) {
      channelFactors = new ChannelFactors();
    }
    return channelFactors;
  }

  /** Returns pooling by windows. */
  WindowPooling windowPooling() {
    if (windowPooling == null) {
      windowPooling = new WindowPooling();
    }
    return windowPooling;
  }

  /** Returns pooling of whole channels. */
  GlobalPooling globalPooling() {
    if (globalPooling == null) {
      globalPooling = new GlobalPooling();
    }
    return globalPooling;
  }

  /** Returns the repetition of elements. */
  Upsampling upsampling() {
    if (upsampling == null) {
      upsampling = new Upsampling();
    }
    return upsampling;
  }

  /** Returns recurrent layers. */
  Recurrences recurrences() {
    if (recurrences == null) {
      recurrences = new Recurrences();
    }
    return recurrences;
  }

  /** Returns attention. */
  Attentions attentions() {
    if (attentions == null) {
      attentions = new Attentions();
    }
    return attentions;
  }

  /** Returns what is added to the steps of sequences. */
  Positions positions() {
    if (positions == null) {
      positions = new Positions();
    }
    return positions;
  }

  /** Frees scratch memory outside the heap. */
  void close() {
    if (convolutions != null) {
      convolutions.close();
    }
    if (channelBias != null) {
      channelBias.close();
    }
    if (recurrences != null) {
      recurrences.close();
    }
    if (attentions != null) {
      attentions.close();
    }
  }
}
