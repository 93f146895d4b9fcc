package networks;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.annotations.*;
import org.netwright.runtime.*;

class PenaltyClasses {
  @Network
  static class Net {
    @Input(4) Layer x;
    @Linear(4) @Relu @Penalty(Components.class) Layer a;
    //                                  ^ The trainer cannot create an instance of PenaltyClasses.Components, because it has no constructor that the trainer can call. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.penalty-not-instantiable]
    @Linear(4) @Relu @Penalty(Contract.class) Layer b;
    //                                ^ The trainer cannot create an instance of PenaltyClasses.Contract, because it is an interface. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.penalty-not-instantiable]
    @Linear(4) @Relu @Penalty(Constant.class) Layer c;
    //                                ^ The trainer cannot create an instance of PenaltyClasses.Constant, because it is an enum. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.penalty-not-instantiable]
    @Linear(4) @Relu @Penalty(Inner.class) Layer d;
    //                             ^ The trainer cannot create an instance of PenaltyClasses.Inner, because it is an inner class. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.penalty-not-instantiable]
    @Linear(4) @Relu @Penalty(PrivateConstructor.class) Layer e;
    //                                          ^ The trainer cannot create an instance of PenaltyClasses.PrivateConstructor, because it has no constructor that the trainer can call. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.penalty-not-instantiable]
    @Linear(4) @Relu @Penalty(Generic.class) Layer f;
    //                               ^ The trainer cannot create an instance of PenaltyClasses.Generic, because it has type parameters. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.penalty-not-instantiable]
    @Linear(4) @Relu @Penalty(Throwing.class) Layer g;
    //                                ^ The trainer cannot create an instance of PenaltyClasses.Throwing, because it has no constructor that the trainer can call. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.penalty-not-instantiable]
    @Linear(4) @Relu @Penalty(Private.class) Layer h;
    //                               ^ The trainer cannot create an instance of PenaltyClasses.Private, because it is private. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.penalty-not-instantiable]
    @Linear(4) @Relu @Penalty(Private.Nested.class) Layer i;
    //                                      ^ The trainer cannot create an instance of PenaltyClasses.Private.Nested, because it is nested in a private class. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.penalty-not-instantiable]
    @Linear(4) @Relu @Penalty(Abstract.class) Layer j;
    //                                ^ The trainer cannot create an instance of PenaltyClasses.Abstract, because it is abstract. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.penalty-not-instantiable]
    @Linear(4) @Relu @Penalty(int.class) Layer k;
    //                           ^ int is not a penalty. Name a class that implements org.netwright.runtime.ParameterPenalty. [netwright.no-parameter-penalty]
    @Linear(4) @Relu @Penalty(void.class) Layer l;
    //                            ^ void is not a penalty. Name a class that implements org.netwright.runtime.ParameterPenalty. [netwright.no-parameter-penalty]
    @Linear(4) @Relu @Penalty(Good[].class) Layer m;
    //                              ^ networks.PenaltyClasses.Good[] is not a penalty. Name a class that implements org.netwright.runtime.ParameterPenalty. [netwright.no-parameter-penalty]
    @Linear(4) @Relu @Penalty(value = Good.class, strength = -1) @Penalty(Other.Good.class) Layer n;
    //                                                                                            ^ strength of @Penalty must be finite and ≥ 0, but is -1.0. [netwright.value-out-of-range]
    //                                                                                            ^ The penalty would be called good in reports, which is already the name of another penalty on n. Rename the class. [netwright.penalty-name-is-taken]
    @Linear(4) @MeanSquaredError Layer y;
  }

  abstract static class Base implements ParameterPenalty {
    @Override
    public double value(INDArray p) {
      return 0;
    }

    @Override
    public void gradient(INDArray p, INDArray gradient) {
      gradient.assign(0);
    }
  }

  record Components(double factor) implements ParameterPenalty {
    @Override
    public double value(INDArray p) {
      return 0;
    }

    @Override
    public void gradient(INDArray p, INDArray gradient) {
      gradient.assign(0);
    }
  }

  interface Contract extends ParameterPenalty {}

  enum Constant implements ParameterPenalty {
    ONE;

    @Override
    public double value(INDArray p) {
      return 0;
    }

    @Override
    public void gradient(INDArray p, INDArray gradient) {
      gradient.assign(0);
    }
  }

  class Inner extends Base {}

  static class PrivateConstructor extends Base {
    private PrivateConstructor() {}
  }

  static class Generic<T> extends Base {}

  static class Throwing extends Base {
    Throwing() throws Exception {}
  }

  private static class Private extends Base {
    static class Nested extends Base {}
  }

  abstract static class Abstract extends Base {}

  static class Good extends Base {}

  static class Other {
    static class Good extends Base {}
  }
}
