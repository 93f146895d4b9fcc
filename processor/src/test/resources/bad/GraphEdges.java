package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

class GraphEdges {
  @Network
  static class TooWide {
    @Input(2_000_000_000) Layer f;
    @Concat("f") Layer both;
  //^ both needs 2147483647 numbers, more than the 2147483639 that one array can hold. Make it smaller. [netwright.too-large]⏎      f     [n × 2000000000]  @Input⏎      both  [n × 2147483647]  @Concat⏎                              does not fit
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class TooLong {
    @Input(3) Layer f;
    @Linear(1) @MeanSquaredError Layer y;
    @Input(1_000_000) Layer ids;
    @Embedding(vocabulary = 4, width = 100_000) Layer v;
  //^ v needs 100000000000 numbers, more than the 2147483639 that one array can hold. Make it smaller. [netwright.too-large]⏎      ids  [n × 1000000]           @Input⏎      v    [n × 1000000 × 100000]  @Embedding⏎                                   does not fit
    @LayerNorm @MeanSquaredError Layer z;
  }

  @Network
  static class Names {
    @Input(3) Layer f;
    @Linear(2) @Tanh @Output Layer clone;
    //                             ^ clone cannot be one of several outputs, because they are the components of a record, and every object has a method clone(). Rename the field. [netwright.output-name-is-taken]
    @Linear(1) @MeanSquaredError Layer hashCode;
    //                                 ^ hashCode cannot be one of several outputs, because they are the components of a record, and every object has a method hashCode(). Rename the field. [netwright.output-name-is-taken]
  }

  @Network
  static class Ids {
    @Input(1) Layer user;
    @After("user") @Output Layer same;
    //             ^ same would return ids, but the outputs of a network are numbers. Remove @Output, or put it on a field with an embedding. [netwright.ids-as-output]
    @After("user") @Embedding(vocabulary = 4, width = 1) @MeanSquaredError Layer y;
  }

  @Network
  static class Unread {
    @Input(3) Layer f;
    Part part;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Block
  static class Part {
    @Input Layer x;
    @Linear(3) @Relu Layer side;
    //                     ^ Nothing reads the output of part.side, and a block gives that of its last field only. Read it in another field of the block, or remove it. [netwright.unread-in-block]
    @After("x") @Tanh Layer y;
  }

  @Network
  static class OnBlocks {
    @Input(3) Layer f;
    Trained trained;
    Bare bare;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Block
  @Adam
//^ @Adam has no effect on the block Trained. Move it to the network that uses the block. [netwright.block-class-has]
  @Budget(parameters = 10)
//^ @Budget has no effect on the block Trained. Move it to the network that uses the block. [netwright.block-class-has]
  static class Trained {
    @Input Layer x;
    @Linear(3) @Tanh Layer y;
  }

  @Block
  @L1(0.1)
//^ @L1 on the class acts on the weight of each layer that has neither its own nor @NoPenalty, but there is no such layer. Remove it. [netwright.default-without-layer]
  static class Bare {
    @Input Layer x;
    @Tanh Layer y;
  }

  @Network
  static class NoName {
    @Input(3) Layer f;
    @Linear(like = "") @Add({""}) @Relu Layer a;
    //             ^ a refers to "", but no layer field has this name. Give the name of one. [netwright.unknown-field]
    //                       ^ a refers to "", but no layer field has this name. Give the name of one. [netwright.unknown-field]
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Block
  enum Kinds {
//^ The enum Kinds cannot be a network or a block. Declare Kinds as a class. [netwright.not-a-class]
    A,
    B;
    @Input Layer x;
    @Tanh Layer y;
  }
}
