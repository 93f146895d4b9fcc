package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

class ShapesThatDoNotFit {
  @Network
  static class Images {
    @Input({3, 32, 32}) Layer pixels;
    @Linear(10) @CrossEntropy Layer logits;
  //^ @Linear takes vectors [n × in], but the output of pixels is [n × 3 × 32 × 32]. Add @Flatten to the field, which makes vectors of 3072 numbers of it, or pool it before, in a field of its own with @GlobalAveragePool. [netwright.linear-needs-vectors]⏎      pixels  [n × 3 × 32 × 32]  @Input⏎      logits                     @Linear takes [n × in]
  }

  @Network
  static class OneClass {
    @Input(4) Layer x;
    @Linear(1) @CrossEntropy Layer logit;
    //         ^ @CrossEntropy needs at least 2 outputs, one for each class, but the output of logit is [n × 1]. For two classes and one output, use @BinaryCrossEntropy. [netwright.loss-needs-classes]⏎      x      [n × 4]  @Input⏎      logit  [n × 1]  @Linear⏎                      @CrossEntropy takes [n × classes]
  }

  @Network
  static class NotVectors {
  //     ^ NotVectors has no parameters to train. Add a layer with parameters, such as @Linear(10). [netwright.no-parameters]
    @Input({2, 2}) Layer x;
    @Relu @CrossEntropy Layer logits;
  //^ warning: @CrossEntropy takes logits, but @Relu changes the output of logits before the loss. Remove @Relu: the loss applies softmax itself. [netwright.activation-on-logits]
    //    ^ @CrossEntropy takes logits [n × classes] or, for each step of sequences, [n × steps × classes], but the output of logits is [n × 2 × 2]. End with a @Linear that has one output for each class, after @Flatten or a global pooling. [netwright.loss-needs-vectors]⏎      x       [n × 2 × 2]  @Input⏎      logits  [n × 2 × 2]  @Relu⏎                           @CrossEntropy takes [n × classes]
  }

  @Network
  static class TooLarge {
  //     ^ TooLarge needs 10000200001 numbers, more than the 2147483639 that one array can hold. Make it smaller. [netwright.too-large]⏎      x       [n × 100000]  @Input⏎      hidden  [n × 100000]  @Linear⏎      y       [n × 1]       @Linear
    @Input(100_000) Layer x;
    @Linear(100_000) Layer hidden;
    @Linear(1) @MeanSquaredError Layer y;
  //^ warning: y follows hidden without an activation between them, so the two are equivalent to one linear layer. Add an activation to hidden, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
  }

  @Network
  static class TooLargeInput {
    @Input({100_000, 100_000}) Layer x;
  //^ x needs 10000000000 numbers, more than the 2147483639 that one array can hold. Make it smaller. [netwright.too-large]
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class TooLargeByItsBias {
  //     ^ TooLargeByItsBias needs 2147483640 numbers, more than the 2147483639 that one array can hold. Make it smaller. [netwright.too-large]⏎      x  [n × 2147483639]  @Input⏎      y  [n × 1]           @Linear
    @Input(2147483639) Layer x;
    @Linear(1) @MeanSquaredError Layer y;
  }
}
