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
    //        ^ x is the network's @Input and cannot carry @After too. Put @After on the Layer field after it. [netwright.input-is-more]
    @Linear(3) @After("x") Layer hidden;
    @Linear(3) @After("hiden") Layer second;
    //                ^ second stands after hiden, but there is no layer of that name. Did you mean hidden? [netwright.after-unknown-layer]
    @Linear(3) @After("x") Layer third;
    //                ^ hidden and third both stand after x. Have the second follow the first. [netwright.after-twice]
    @Linear(3) @After("somewhere") @MeanSquaredError Layer y;
    //                ^ y stands after somewhere, but there is no layer of that name. [netwright.after-unknown-layer]
  }

  @Network
  static class Circle {
    @Input(4) Layer x;
    @Linear(3) @After("b") Layer a;
    //                ^ a stands after b, which stands after it in turn. Remove one @After of the circle. [netwright.after-in-circle]
    @Linear(3) @After("a") Layer b;
    @Linear(3) @MeanSquaredError Layer y;
  }

  @Network
  static class Itself {
    @Input(4) Layer x;
    @Linear(3) @After("y") @MeanSquaredError Layer y;
    //                ^ y stands after y, which stands after it in turn. Remove one @After of the circle. [netwright.after-in-circle]
  }

  @Network
  static class NoLayer {
    @Input(4) Layer x;
    @Linear(3) @MeanSquaredError Layer y;
    @After("x") String z;
    //                 ^ z carries @After, so its type must be Layer, but is java.lang.String. [netwright.field-is-not-a-layer]
  }

  @Network
  @Budget
//^ @Budget limits nothing. Give it parameters, multiplyAdds or bytes, or remove it. [netwright.budget-without-limit]
  static class Unlimited {
    @Input(4) Layer x;
    @Linear(3) @MeanSquaredError Layer y;
  }

  @Network
  @Budget(parameters = 14, multiplyAdds = 12, bytes = 14 * 4 + 7 * 4)
  //                   ^ Orders.Exceeded takes 15 parameters, more than the 14 that its @Budget allows. Most of them are in y: 15. Make it smaller, or raise the budget. [netwright.budget-exceeded]
  //                                                         ^ Orders.Exceeded takes 88 bytes, more than the 84 that its @Budget allows. Most of them are in y: 72. Make it smaller, or raise the budget. [netwright.budget-exceeded]
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
  //                                      ^ Orders.ExceededToo takes 12 multiply-adds, more than the 11 that its @Budget allows. Most of them are in y: 12. Make it smaller, or raise the budget. [netwright.budget-exceeded]
  static class ExceededToo {
    @Input(4) Layer x;
    @Linear(3) @MeanSquaredError Layer y;
  }
}
