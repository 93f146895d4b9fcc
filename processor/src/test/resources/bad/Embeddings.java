package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;
import org.netwright.runtime.ParameterPenalty;
import org.nd4j.linalg.api.ndarray.INDArray;

class Embeddings {
  @Network
  static class AfterALayer {
    @Input(4) Layer x;
    @Linear(1) @Relu Layer number;
    @Embedding(vocabulary = 9, width = 4) Layer vector;
  //^ @Embedding of vector takes ids, but the output of number is numbers. Let it read an @Input, with @After if necessary. [netwright.embedding-needs-ids]
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class IdsAsNumbers {
    @Input(1) Layer user;
    @Embedding(vocabulary = 9, width = 1) Layer vector;
    @Add("user") Layer sum;
  //^ @Add of sum calculates with user, whose ids only name rows of an embedding. Read the embedding instead. [netwright.ids-as-numbers]
    @After("user") @Linear(1) Layer line;
    //             ^ @Linear of line calculates with user, whose ids only name rows of an embedding. Read the embedding instead. [netwright.ids-as-numbers]
    @Add("sum") @MeanSquaredError Layer y;
  }

  @Network
  static class InABlock {
    @Input(1) Layer user;
    Lookup lookup;
    @After("user") @Dropout(0.5) Layer dropped;
    //             ^ @Dropout of dropped calculates with user, whose ids only name rows of an embedding. Read the embedding instead. [netwright.ids-as-numbers]
    @Concat("lookup") Layer both;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Block
  static class Lookup {
    @Input Layer ids;
    @Embedding(vocabulary = 5, width = 3) Layer rows;
    @Concat("ids") Layer joined;
  //^ @Concat of lookup.joined calculates with lookup.ids, whose ids only name rows of an embedding. Read the embedding instead. [netwright.ids-as-numbers]
  }

  @Network
  static class Vocabularies {
    @Input(1) Layer user;
    @Embedding(vocabulary = 9, width = 2) Layer vector;
    @After("user") @Embedding(vocabulary = 8, width = 2) Layer bias;
    //             ^ The ids of user are read by vector, with a vocabulary of 9, and by bias, with one of 8. Declare the same vocabulary for both, or an input for each. [netwright.vocabularies-differ]
    @Add("vector") Layer both;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class Sizes {
    @Input(1) Layer user;
    @Embedding(vocabulary = 0, width = -1) Layer vector;
    //                      ^ vocabulary of @Embedding must be a whole number of at least 1, but is 0. [netwright.value-out-of-range]
    //                                 ^ width of @Embedding must be a whole number of at least 1, but is -1. [netwright.value-out-of-range]
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class Padding {
    @Input(1) Layer user;
    @Embedding(vocabulary = 9, width = 2, padding = 9) Layer vector;
  //^ The padding of @Embedding is 9, but ids are below its vocabulary of 9. Choose one of them, or -1 for none. [netwright.padding-outside-vocabulary]
    @After("user") @Embedding(vocabulary = 9, width = 2, padding = -2) Layer other;
    //                                                             ^ padding of @Embedding must be an id, a whole number of at least 0, or -1, but is -2. [netwright.value-out-of-range]
    @Add("vector") Layer both;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class Penalties {
    @Input(1) Layer user;
    @Embedding(vocabulary = 9, width = 2)
    @GroupLasso(0.1)
  //^ @GroupLasso acts on groups of weights, but vector has no weight; its parameters are embedding. Remove it. [netwright.groups-without-weight]
    @MaxNorm(2)
  //^ @MaxNorm acts on groups of weights, but vector has no weight; its parameters are embedding. Remove it. [netwright.groups-without-weight]
    @Penalty(value = Own.class, strength = 0.1)
  //^ @Penalty computes with a whole parameter, but a step reads only some rows of the embedding of vector. Use @L1 or @L2 there. [netwright.penalty-on-embedding]
    @L2(value = 0.1, on = Scope.BIAS)
  //^ @L2 acts on the bias, but vector has none; its parameters are embedding. Remove it, or choose one of them with on. [netwright.penalty-without-its-parameter]
    Layer vector;
    @Linear(1) @MeanSquaredError Layer y;
  }

  static class Own implements ParameterPenalty {
    @Override
    public double value(INDArray p) {
      return 0;
    }

    @Override
    public void gradient(INDArray p, INDArray gradient) {}
  }

  @Network
  @L2(0.1)
//^ @L2 on the class acts on the weight of each layer that has neither its own nor @NoPenalty, but there is no such layer. Remove it. [netwright.default-without-layer]
  static class DefaultOnTables {
    @Input(1) Layer user;
    @Embedding(vocabulary = 9, width = 1) @MeanSquaredError Layer rating;
  }

  @Network
  static class TooLarge {
  //     ^ TooLarge needs 4000000000 numbers, more than the 2147483639 that one array can hold. Make it smaller. [netwright.too-large]⏎      user    [n × 1]  @Input⏎      rating  [n × 2]  @Embedding
    @Input(1) Layer user;
    @Embedding(vocabulary = 2_000_000_000, width = 2) @MeanSquaredError Layer rating;
  }

  @Network
  static class DecayTwice {
    @Input(1) Layer user;
    @Embedding(vocabulary = 9, width = 1) @L2(0.1) @WeightDecay(0.1) @MeanSquaredError Layer rating;
    //                                             ^ rating has both @L2 and @WeightDecay on its embedding, so the same parameters would shrink twice: once by the gradient of a penalty, which goes through the optimiser, and once directly, by learning rate times strength. Under plain SGD the two are equivalent. Remove one. To exempt the layer from an annotation on the class, add @NoPenalty to the field. [netwright.l2-with-decay]
  }

  @Network
  static class WithoutVocabulary {
    @Input(1) Layer user;
    @Embedding(width = 8) Layer vector;
  //^ @Embedding needs the number of ids, which are whole numbers from 0. Set it, as in @Embedding(vocabulary = 1000, width = 8). [netwright.embedding-without-vocabulary]
    @Linear(1) @MeanSquaredError Layer y;
  }
}
