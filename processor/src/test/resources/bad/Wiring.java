package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

class Wiring {
  @Network
  static class Names {
    @Input(4) Layer x;
    @Linear(3) @Relu Layer hidden;
    @Linear(3) @Add({"hiden", "hidden"}) Layer sum;
    //               ^ sum refers to hiden, but no layer field has this name. Give the name of one. Did you mean hidden? [netwright.unknown-field]
    @Linear(like = "nothing") @MeanSquaredError Layer y;
    //             ^ y refers to nothing, but no layer field has this name. Give the name of one. [netwright.unknown-field]
  }

  @Network
  static class Circle {
    @Input(4) Layer x;
    @Linear(3) @Add("second") Layer first;
    //              ^ first reads its own output: first → second → first. Let one of these fields read another one. [netwright.reads-itself]
    @Linear(3) Layer second;
    @After("x") @Linear(3) @MeanSquaredError Layer y;
  }

  @Network
  static class Unread {
    @Input(4) Layer x;
    @Input(2) Layer other;
    //              ^ Nothing reads the output of other, and it is not an output of the network. Read it in another field, add a loss or @Output to it, or remove it. [netwright.unread-field]
    @After("x") @Linear(3) @Relu Layer side;
    //                                 ^ Nothing reads the output of side, and it is not an output of the network. Read it in another field, add a loss or @Output to it, or remove it. [netwright.unread-field]
    @After("x") @Linear(3) @MeanSquaredError Layer y;
  }

  @Network
  static class Untrained {
    @Input(4) Layer x;
    @Linear(3) @Output Layer code;
    //                       ^ No loss depends on code, so it is not trained. Add a loss to a layer that reads it. [netwright.not-trained]
    @After("x") @Linear(3) @MeanSquaredError Layer y;
  }

  @Network
  static class Outputs {
    @Input(4) Layer x;
    @Linear(3) @Output @MeanSquaredError(weight = 0) Layer y;
    //         ^ y has @MeanSquaredError, so it is an output already. Remove @Output. [netwright.output-with-loss]
    //                                            ^ weight of @MeanSquaredError must be finite and > 0, but is 0.0. [netwright.value-out-of-range]
  }

  @Network
  static class Shapes {
    @Input(4) Layer x;
    @Linear(3) @Add("x") Layer sum;
    //         ^ sum gives [n × 3], but is combined with x, which is [n × 4]. Both must have the same shape: give one of them a projection, a @Linear or, for images, a @Conv2d with kernel = 1. [netwright.combination-needs-equal-shapes]⏎      x    [n × 4]  @Input⏎      sum           @Add takes [n × 3] of each
    //                         ^ Nothing reads the output of sum, and it is not an output of the network. Read it in another field, add a loss or @Output to it, or remove it. [netwright.unread-field]
    @Input({2, 2}) Layer square;
    @After("x") @Linear(3) @Concat("square") Layer joined;
    //                     ^ joined gives [n × 3], but is joined with square, which is [n × 2 × 2]. All dimensions but the joined one must be equal. [netwright.concat-needs-like-shapes]⏎      x       [n × 4]      @Input⏎      square  [n × 2 × 2]  @Input⏎      joined               @Concat takes what has the other dimensions of [n × 3]
    //                                             ^ Nothing reads the output of joined, and it is not an output of the network. Read it in another field, add a loss or @Output to it, or remove it. [netwright.unread-field]
    @After("x") @Linear(times = 2_000_000_000) Layer wide;
    //          ^ x gives [n × 4], so the output would have 8000000000 columns. Use a smaller factor. [netwright.linear-too-wide]⏎      x     [n × 4]  @Input⏎      wide           @Linear takes fewer columns
    //                                               ^ Nothing reads the output of wide, and it is not an output of the network. Read it in another field, add a loss or @Output to it, or remove it. [netwright.unread-field]
    @After("x") @Add({}) Layer nothing;
    //          ^ @Add names no field to combine with. Name at least one. [netwright.combination-of-nothing]
    //                         ^ Nothing reads the output of nothing, and it is not an output of the network. Read it in another field, add a loss or @Output to it, or remove it. [netwright.unread-field]
    @After("x") @Linear @MeanSquaredError Layer y;
    //          ^ @Linear needs a width: a number as in @Linear(10), like = "x" for the width of x, or times = 4 for a multiple of what comes in. [netwright.linear-without-width]
    @After("x") @Linear(value = 3, like = "x") @MeanSquaredError Layer z;
    //          ^ @Linear takes only one of value, like and times. Remove the others. [netwright.linear-width-twice]
  }

  @Network
  static class Shared {
    @Input(4) Layer x;
    @Relu Layer active;
    @SameAs("active") @MeanSquaredError Layer repeated;
    //      ^ active has no parameters that repeated could use. Repeat its annotations instead, or name a layer with parameters, such as one with @Linear. [netwright.same-as-without-parameters]
    @After("x") @Linear(3) @Add("x") Layer sum;
    //                     ^ sum gives [n × 3], but is combined with x, which is [n × 4]. Both must have the same shape: give one of them a projection, a @Linear or, for images, a @Conv2d with kernel = 1. [netwright.combination-needs-equal-shapes]⏎      x    [n × 4]  @Input⏎      sum           @Add takes [n × 3] of each
    //                                     ^ Nothing reads the output of sum, and it is not an output of the network. Read it in another field, add a loss or @Output to it, or remove it. [netwright.unread-field]
    @After("x") @SameAs("sum") @MeanSquaredError Layer another;
    //                  ^ sum has @Add, which @SameAs does not repeat. Move it to a separate field, and repeat that part of the layer that has the parameters. [netwright.same-as-of-combination]
    @After("x") @Linear(4) @Relu Layer a;
    @Linear(3) @Relu Layer b;
    @SameAs("a") @Tanh @L2(1) @MeanSquaredError Layer c;
    //      ^ c uses the weight of a, which is [4 × 4], but on what it reads that would be [3 × 4]. Let both read the same shape. [netwright.same-as-other-shape]⏎      x  [n × 4]  @Input⏎      a  [n × 4]  @Linear @Relu⏎      b  [n × 3]  @Linear @Relu⏎      c           takes what a takes
    //           ^ c repeats the layer of a, so it cannot have @Tanh too. Move @Tanh to a separate field. [netwright.same-as-with-layer]
    //                 ^ @L2 acts on the parameters of c, which are those of a. Move it there; it counts once. [netwright.same-as-penalty]
  }

  @Network
  static class SharedShapes {
    @Input(4) Layer x;
    @Linear(3) @Relu Layer a;
    @SameAs("a") @MeanSquaredError Layer b;
    //      ^ b uses the weight of a, which is [4 × 3], but on what it reads that would be [3 × 3]. Let both read the same shape. [netwright.same-as-other-shape]⏎      x  [n × 4]  @Input⏎      a  [n × 3]  @Linear @Relu⏎      b           takes what a takes
  }

  @Block
  static class Circular {
    @Input Layer x;
    Circular again;
    //       ^ again is a block that holds itself: Circular → Circular. Remove one of these fields. [netwright.block-in-itself]
  }

  @Network
  static class OfCircular {
    @Input(4) Layer x;
    Circular again;
    @Linear(3) @MeanSquaredError Layer y;
  }

  @Block
  static class Misfit {
    @Input Layer x;
    @Linear(3) @Add("x") Layer sum;
  //^ warning: last.sum follows wide without an activation between them, so the two are equivalent to one linear layer. Add an activation to wide, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
    //         ^ last.sum gives [n × 3], but is combined with x, which is [n × 4]. Both must have the same shape: give one of them a projection, a @Linear or, for images, a @Conv2d with kernel = 1. [netwright.combination-needs-equal-shapes]⏎      x           [n × 3]  @Input⏎      body.0.x    [n × 3]⏎      body.0.sum  [n × 3]  @Linear @Add⏎      body.1.x    [n × 3]⏎      body.1.sum  [n × 3]  @Linear @Add⏎      body.2.x    [n × 3]⏎      body.2.sum  [n × 3]  @Linear @Add⏎      wide        [n × 4]  @Linear⏎      last.x      [n × 4]⏎      last.sum             @Add takes [n × 3] of each
  }

  @Network
  static class OfMisfit {
    @Input(3) Layer x;
    @Repeat(3) Misfit[] body;
    @Linear(4) Layer wide;
    Misfit last;
    @Linear(3) @MeanSquaredError Layer y;
  }

  @Block
  static class NoInput {
  //     ^ NoInput is a block without @Input. Add one without dimensions as its first field: @Input Layer x; [netwright.block-without-input]
    @Linear(3) Layer x;
  }

  @Block
  static class Sized {
    @Input(3) Layer x;
  //^ The input of a block takes what comes in, with its lengths, so x has neither dimensions nor variable. Remove them. [netwright.block-input-has-dimensions]
    @Input Layer z;
  //^ z is a second @Input. A block has exactly one. Remove it. [netwright.block-has-second-input]
    @Linear(3) @MeanSquaredError Layer y;
    //         ^ @MeanSquaredError is on y, but a block has no loss. Move it to the network that uses the block. [netwright.block-has]
    @Linear(3) @Output Layer last;
    //         ^ @Output is on last, but a block has no @Output. Move it to the network that uses the block. [netwright.block-has]
  }

  @Block
  static class Nothing {
  //     ^ Nothing has no field besides its input, so it does nothing. Add a layer, such as one with @Linear. [netwright.block-gives-nothing]
    @Input Layer x;
  }

  @Block
  static class Good {
    @Input Layer x;
    @Linear(like = "x") @Relu Layer y;
  }

  @Network
  static class Uses {
    @Input(3) Layer x;
    @Relu Good active;
  //^ active is a block, so it cannot have @Relu. Move it to a layer in the block, or to a Layer field after it. [netwright.block-field-has]
    @Repeat(2) Good one;
  //^ one has @Repeat, so its type must be an array: Good[]. Change the type. [netwright.repeat-without-array]
    Good[] several;
    //     ^ several is an array of blocks. Add @Repeat to set its length, as in @Repeat(4). [netwright.array-without-repeat]
    @SameAs("one") @Repeat(3) Good[] more;
    //      ^ more is @Repeat(3) Good[], but one, whose parameters it uses, is @Repeat(2) Good. Declare both with the same type and @Repeat. [netwright.same-as-other-block]
    @Repeat(2) @Linear(3) Layer repeated;
  //^ repeated has @Repeat, but org.netwright.runtime.Layer is not a class with @Block. Remove @Repeat. [netwright.repeat-without-block]
    @Linear(3) @MeanSquaredError Layer y;
  //^ warning: y follows repeated without an activation between them, so the two are equivalent to one linear layer. Add an activation to repeated, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
  }

  @Network
  static class Taken {
  //     ^ networks.Wiring_TakenPrediction cannot be generated, because a class with this name already exists. Rename that class or the network. [netwright.prediction-name-is-taken]
    @Input(3) Layer x;
    @Linear(3) @Tanh @Output Layer code;
    @Linear(3) @MeanSquaredError Layer y;
  }
}

class Wiring_TakenPrediction {}
