package org.netwright.samples.characters;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/**
 * A block of a transformer (Vaswani et al., "Attention is all you need", 2017): attention to all
 * steps, then a network of two linear layers for each step, both added to what they read. They read
 * it normalised, and the sums themselves are not: pre-norm (Xiong et al., "On layer normalization
 * in the transformer architecture", 2020), which needs one more {@code @LayerNorm} after the last
 * block, and trains without a warm-up of the learning rate.
 */
@Block
class Encoder {
  @Input                               Layer x;
  @LayerNorm                           Layer normed;
  @SelfAttention(heads = 4) @Add("x")  Layer attended;
  @LayerNorm                           Layer normedAgain;
  @Linear(times = 4) @Gelu             Layer wide;
  @Linear(like = "x") @Add("attended") Layer out;
}
