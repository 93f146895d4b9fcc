package org.netwright.benchmarks.netwright;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** {@code SequenceTask.ENCODER}. */
@Network
@Adam
class EncoderNet {
  @Input({64, 128})                            Layer sequences;
  @SelfAttention(heads = 4) @Add("sequences")  Layer attention;
  @LayerNorm                                   Layer attended;
  @Linear(512) @Relu                           Layer wide;
  @Linear(128) @Add("attended")                Layer narrow;
  @LayerNorm                                   Layer fed;
  @GlobalAveragePool                           Layer means;
  @Linear(10) @CrossEntropy                    Layer classes;
}
