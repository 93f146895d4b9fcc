package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

class ShapesThatDoNotFit {
  @Network
  static class Images {
    @Input({3, 32, 32}) Layer pixels;
    @Linear(10) @CrossEntropy Layer logits;
  //^ @Linear takes vectors [n × in], but pixels gives [n × 3 × 32 × 32]. Declare the input flat, as in @Input(3072).
  }

  @Network
  static class OneClass {
    @Input(4) Layer x;
    @Linear(1) @CrossEntropy Layer logit;
    //         ^ @CrossEntropy needs at least 2 outputs, one for each class, but logit gives [n × 1]. For yes or no use @BinaryCrossEntropy.
  }

  @Network
  static class NotVectors {
  //     ^ NotVectors has nothing to train. Add a layer with parameters, such as @Linear(10).
    @Input({2, 2}) Layer x;
    @Relu @CrossEntropy Layer logits;
    //    ^ @CrossEntropy takes logits [n × classes], but logits gives [n × 2 × 2].
  }

  @Network
  static class TooLarge {
  //     ^ TooLarge needs 10000200001 numbers, more than the 2147483639 that one array holds. Make it smaller.
    @Input(100_000) Layer x;
    @Linear(100_000) Layer hidden;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class TooLargeInput {
    @Input({100_000, 100_000}) Layer x;
  //^ x needs 10000000000 numbers, more than the 2147483639 that one array holds. Make it smaller.
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class TooLargeByItsBias {
  //     ^ TooLargeByItsBias needs 2147483640 numbers, more than the 2147483639 that one array holds. Make it smaller.
    @Input(2147483639) Layer x;
    @Linear(1) @MeanSquaredError Layer y;
  }
}
