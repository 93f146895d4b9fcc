package networks;

import org.netwright.annotations.Budget;
import org.netwright.annotations.MeanSquaredError;
import org.netwright.annotations.Linear;
import org.netwright.annotations.Input;
import org.netwright.annotations.After;
import org.netwright.annotations.Network;
import org.netwright.runtime.Layer;

class Orders {
  @Network
  static class Unknown {
    @Input(4) @After("y") Layer x;
    //        ^ x is an input of the network, so it cannot have @After too. Remove @After, or move it to the next Layer field. [netwright.input-is-more]
    @Linear(3) @After("x") Layer hidden;
    @Linear(3) @After("hiden") Layer second;
    //                ^ second refers to hiden, but no layer field has this name. Give the name of one. Did you mean hidden? [netwright.unknown-field]
    @Linear(3) @After("somewhere") @MeanSquaredError Layer y;
    //                ^ y refers to somewhere, but no layer field has this name. Give the name of one. [netwright.unknown-field]
  }

  @Network
  static class Circle {
    @Input(4) Layer x;
    @Linear(3) @After("b") Layer a;
    //                ^ a reads its own output: a → b → a. Let one of these fields read another one. [netwright.reads-itself]
    @Linear(3) @After("a") Layer b;
    @Linear(3) @MeanSquaredError Layer y;
  }

  @Network
  static class Itself {
    @Input(4) Layer x;
    @Linear(3) @After("y") @MeanSquaredError Layer y;
    //                ^ y reads its own output: y → y. Let one of these fields read another one. [netwright.reads-itself]
  }

  @Network
  static class NoLayer {
    @Input(4) Layer x;
    @Linear(3) @MeanSquaredError Layer y;
    @After("x") String z;
    //                 ^ Nothing reads the output of z, and it is not an output of the network. Read it in another field, add a loss or @Output to it, or remove it. [netwright.unread-field]
    //                 ^ z has @After, so its type must be org.netwright.runtime.Layer, but is java.lang.String. Change the type, or remove the annotation. [netwright.field-is-not-a-layer]
  }

  @Network
  @Budget
//^ @Budget sets no limit. Set parameters, multiplyAdds or bytes, or remove it. [netwright.budget-without-limit]
  static class Unlimited {
    @Input(4) Layer x;
    @Linear(3) @MeanSquaredError Layer y;
  }

  @Network
  @Budget(parameters = 14, multiplyAdds = 12, bytes = 14 * 4 + 7 * 4)
  //                   ^ Orders.Exceeded needs 15 parameters, more than the 14 that its @Budget allows. The largest share is that of y: 15. Make the network smaller, or raise the budget. [netwright.budget-exceeded]
  //                                                         ^ Orders.Exceeded needs 88 bytes, more than the 84 that its @Budget allows. The largest share is that of y: 72. Make the network smaller, or raise the budget. [netwright.budget-exceeded]
  static class Exceeded {
    @Input(4) Layer x;
    @Linear(3) @MeanSquaredError Layer y;
  }

  @Network
  @Budget(parameters = 15, multiplyAdds = 11, bytes = 0)
  //                                                  ^ bytes of @Budget must be a whole number of at least 1, but is 0. [netwright.value-out-of-range]
  static class OutOfRange {
    @Input(4) Layer x;
    @Linear(3) @MeanSquaredError Layer y;
  }

  @Network
  @Budget(parameters = 15, multiplyAdds = 11)
  //                                      ^ Orders.ExceededToo needs 12 multiply-adds, more than the 11 that its @Budget allows. The largest share is that of y: 12. Make the network smaller, or raise the budget. [netwright.budget-exceeded]
  static class ExceededToo {
    @Input(4) Layer x;
    @Linear(3) @MeanSquaredError Layer y;
  }
}
