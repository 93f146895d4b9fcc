package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

class RecordClasses {
  enum Outcome { STAYS, LEAVES }

  enum None {}

  enum Single { ONLY }

  record Customer(int age) {}

  @Network
  static class NoEnum {
    @Features(Customer.class) Layer customer;
    @CrossEntropy(classes = String.class) Layer text;
    //                            ^ The classes of @CrossEntropy are the constants of an enum, at least two, but String is a class. Name such an enum, or remove classes. [netwright.classes-need-enum]
    @After("customer") @CrossEntropy(classes = int.class) Layer number;
    //                                            ^ The classes of @CrossEntropy are the constants of an enum, at least two, but int is a primitive type. Name such an enum, or remove classes. [netwright.classes-need-enum]
    @After("customer") @CrossEntropy(classes = Outcome[].class) Layer array;
    //                                                  ^ The classes of @CrossEntropy are the constants of an enum, at least two, but Outcome[] is an array. Name such an enum, or remove classes. [netwright.classes-need-enum]
    @After("customer") @CrossEntropy(classes = Customer.class) Layer record;
    //                                                 ^ The classes of @CrossEntropy are the constants of an enum, at least two, but Customer is a record. Name such an enum, or remove classes. [netwright.classes-need-enum]
  }

  @Network
  static class FewConstants {
    @Features(Customer.class) Layer customer;
    @CrossEntropy(classes = None.class) Layer none;
    //                          ^ The classes of @CrossEntropy are the constants of an enum, at least two, but None is an enum with no constants. Name such an enum, or remove classes. [netwright.classes-need-enum]
    @After("customer") @CrossEntropy(classes = Single.class) Layer single;
    //                                               ^ The classes of @CrossEntropy are the constants of an enum, at least two, but Single is an enum with only the constant ONLY. Name such an enum, or remove classes. [netwright.classes-need-enum]
    @After("customer") @Linear(1) @CrossEntropy(classes = Single.class) Layer linear;
    //                                                          ^ The classes of @CrossEntropy are the constants of an enum, at least two, but Single is an enum with only the constant ONLY. Name such an enum, or remove classes. [netwright.classes-need-enum]
  }

  @Network
  static class OtherWidth {
    @Features(Customer.class) Layer customer;
    @Linear(4) @Relu Layer hidden;
    //         ^ warning: @CrossEntropy takes logits, but @Relu changes the output of hidden before the loss. Remove @Relu: the loss applies softmax itself. [netwright.activation-on-logits]
    @Linear(3) @CrossEntropy(classes = Outcome.class) Layer linear;
    //         ^ linear gives [n × 3], but Outcome has 2 constants. Give it as many outputs, or remove its other annotations: alone, @CrossEntropy with classes is a linear layer as wide as the enum. [netwright.classes-differ]⏎      customer  [n × 1]  @Features⏎      hidden    [n × 4]  @Linear @Relu⏎      linear    [n × 3]  @Linear⏎                         @CrossEntropy takes [n × 2]
    @After("hidden") @LayerNorm @CrossEntropy(classes = Outcome.class) Layer norm;
    //                          ^ norm gives [n × 4], but Outcome has 2 constants. Give it as many outputs, or remove its other annotations: alone, @CrossEntropy with classes is a linear layer as wide as the enum. [netwright.classes-differ]⏎      customer  [n × 1]  @Features⏎      hidden    [n × 4]  @Linear @Relu⏎      norm      [n × 4]  @LayerNorm⏎                         @CrossEntropy takes [n × 2]
    @After("hidden") @Dropout(0.5) @CrossEntropy(classes = Outcome.class) Layer dropout;
    //               ^ warning: @Dropout sets elements of the output of dropout to 0, which the loss compares with the targets. Move it to a hidden layer. [netwright.dropout-on-output]
    //                             ^ dropout gives [n × 4], but Outcome has 2 constants. Give it as many outputs, or remove its other annotations: alone, @CrossEntropy with classes is a linear layer as wide as the enum. [netwright.classes-differ]⏎      customer  [n × 1]  @Features⏎      hidden    [n × 4]  @Linear @Relu⏎      dropout   [n × 4]  @Dropout⏎                         @CrossEntropy takes [n × 2]
  }

  @Network
  static class OfArrays {
    @Input(4) Layer x;
    @CrossEntropy(classes = Single.class) Layer single;
    //                            ^ The classes of @CrossEntropy are the constants of an enum, at least two, but Single is an enum with only the constant ONLY. Name such an enum, or remove classes. [netwright.classes-need-enum]
    @After("x") @Linear(3) @CrossEntropy(classes = Outcome.class) Layer linear;
    //                     ^ linear gives [n × 3], but Outcome has 2 constants. Give it as many outputs, or remove its other annotations: alone, @CrossEntropy with classes is a linear layer as wide as the enum. [netwright.classes-differ]⏎      x       [n × 4]  @Input⏎      linear  [n × 3]  @Linear⏎                       @CrossEntropy takes [n × 2]
    @After("x") @Linear(2) @CrossEntropy(classes = Outcome.class) Layer right;
    @After("x") @CrossEntropy(classes = Outcome.class) Layer alone;
  }

  @Network
  static class OfMatrices {
    @Input({4, 3}) Layer x;
    @CrossEntropy(classes = Outcome.class) Layer alone;
  //^ @Linear takes vectors [n × in], but the output of x is [n × 4 × 3]. Add @Flatten to the field, which makes vectors of 12 numbers of it, or pool it before, in a field of its own with @GlobalAveragePool. [netwright.linear-needs-vectors]⏎      x      [n × 4 × 3]  @Input⏎      alone               @CrossEntropy takes [n × in]
  }

  @Network
  static class Repeated {
    @Features(Customer.class) Layer customer;
    @CrossEntropy(classes = Outcome.class) @MeanSquaredError Layer y;
    //                                     ^ y has both @CrossEntropy and @MeanSquaredError, but a layer has at most one loss. Remove @MeanSquaredError or the other. [netwright.parts-conflict]
  }

  @Network
  static class Taken {
  //     ^ networks.RecordClasses_TakenEncoder cannot be generated, because a class with this name already exists. Rename that class or the network. [netwright.record-name-is-taken]
    @Features(Customer.class) Layer customer;
    @CrossEntropy(classes = Outcome.class) Layer y;
  }

  @Network
  static class TakenInputs {
  //     ^ networks.RecordClasses_TakenInputsInputs cannot be generated, because a class with this name already exists. Rename that class or the network. [netwright.record-name-is-taken]
    @Features(Customer.class) Layer one;
    @Features(Customer.class) Layer other;
    @Concat("one") Layer both;
    @Linear(1) @MeanSquaredError Layer y;
  }
}

class RecordClasses_TakenEncoder {}

class RecordClasses_TakenInputsInputs {}
