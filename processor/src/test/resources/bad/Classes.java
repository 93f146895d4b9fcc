package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

class Classes {
  @Network
  private static class Hidden {
  //             ^ Hidden is private, so its trainer cannot access it. Make it package-private or public. [netwright.class-is-private]
    @Input(1) Layer x;
    @Linear(1) @MeanSquaredError Layer y;
  }

  private static class Closet {
    @Network
    static class Inside {
    //     ^ Inside is nested in a private class, so its trainer cannot access it. Make the classes around it package-private or public. [netwright.class-in-private-class]
      @Input(1) Layer x;
      @Linear(1) @MeanSquaredError Layer y;
    }
  }

  @Network
  static class Generic<T> {
  //     ^ Generic has type parameters, but the shapes of a network are fixed. Remove the type parameters. [netwright.class-is-generic]
    @Input(1) Layer x;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  class Inner {
//^ Inner is an inner class, so its trainer cannot create an instance of it. Make it static or a top-level class. [netwright.class-is-inner]
    @Input(1) Layer x;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  abstract static class Abstract {
  //              ^ Abstract is abstract, so its trainer cannot create an instance of it. Remove the modifier. [netwright.class-is-abstract]
    @Input(1) Layer x;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class NeedsParameters {
  //     ^ NeedsParameters has no constructor that its trainer can call. Declare one that takes no parameters, is not private and declares no exceptions, or declare no constructor at all. [netwright.class-has-no-constructor]
    @Input(1) Layer x;
    @Linear(1) @MeanSquaredError Layer y;

    NeedsParameters(int width) {}
  }

  @Network
  static class PrivateConstructor {
  //     ^ PrivateConstructor has no constructor that its trainer can call. Declare one that takes no parameters, is not private and declares no exceptions, or declare no constructor at all. [netwright.class-has-no-constructor]
    @Input(1) Layer x;
    @Linear(1) @MeanSquaredError Layer y;

    private PrivateConstructor() {}
  }

  @Network
  static class Throwing {
  //     ^ Throwing has no constructor that its trainer can call. Declare one that takes no parameters, is not private and declares no exceptions, or declare no constructor at all. [netwright.class-has-no-constructor]
    @Input(1) Layer x;
    @Linear(1) @MeanSquaredError Layer y;

    Throwing() throws Exception {}
  }

  @Network
  static class Extending extends Base {
  //     ^ Extending extends networks.Classes.Base, but a network or block must declare all its layers itself. Remove the extends clause. [netwright.class-extends]
    @Input(1) Layer x;
    @Linear(1) @MeanSquaredError Layer y;
  }

  static class Base {}

  @Network
  interface Interface {}
//^ The interface Interface cannot be a network or a block. Declare Interface as a class. [netwright.not-a-class]

  @Network
  record Record(int x) {}
//^ The record Record cannot be a network or a block. Declare Record as a class. [netwright.not-a-class]

  @Network
  enum Enum {}
//^ The enum Enum cannot be a network or a block. Declare Enum as a class. [netwright.not-a-class]
}
