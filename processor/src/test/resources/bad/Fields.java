package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

@Network
class Fields {
  @Input(1) private Layer features;
  //                      ^ features is private, so the trainer cannot bind it to its layer. Remove the modifier.
  @Linear(2) static Layer first;
  //                      ^ first is static, so the trainer cannot bind it to its layer. Remove the modifier.
  @Linear(2) final Layer second = null;
  //                     ^ second is final, so the trainer cannot bind it to its layer. Remove the modifier.
  @Linear(2) String third;
  //                ^ third carries @Linear, so its type must be Layer, but is java.lang.String.
  Layer fourth;
  //    ^ Nothing says what layer fourth is. Annotate it, as with @Input, @Linear or @Relu, or remove it.
  @Linear(2) private static final int FIFTH = 5;
  //                                  ^ FIFTH carries @Linear, so its type must be Layer, but is int.
  //                                  ^ FIFTH is final, so the trainer cannot bind it to its layer. Remove the modifier.
  //                                  ^ FIFTH is private, so the trainer cannot bind it to its layer. Remove the modifier.
  //                                  ^ FIFTH is static, so the trainer cannot bind it to its layer. Remove the modifier.
  @Linear(2) @MeanSquaredError Layer last;
}
