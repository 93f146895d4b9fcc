package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

@Network
class Fields {
  @Input(1) private Layer features;
  //                      ^ features is private, so the trainer cannot bind it to its layer. Remove the modifier. [netwright.field-has-modifier]
  @Linear(2) static Layer first;
  //                      ^ first is static, so the trainer cannot bind it to its layer. Remove the modifier. [netwright.field-has-modifier]
  @Linear(2) final Layer second = null;
//^ warning: second follows first with no activation between, so that both are one linear layer. Put one on first, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
  //                     ^ second is final, so the trainer cannot bind it to its layer. Remove the modifier. [netwright.field-has-modifier]
  @Linear(2) String third;
//^ warning: third follows second with no activation between, so that both are one linear layer. Put one on second, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
  //                ^ third carries @Linear, so its type must be Layer, but is java.lang.String. [netwright.field-is-not-a-layer]
  Layer fourth;
  //    ^ Nothing says what layer fourth is. Annotate it, as with @Input, @Linear or @Relu, or remove it. [netwright.field-says-nothing]
  @Linear(2) private static final int FIFTH = 5;
//^ warning: FIFTH follows third with no activation between, so that both are one linear layer. Put one on third, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
  //                                  ^ FIFTH carries @Linear, so its type must be Layer, but is int. [netwright.field-is-not-a-layer]
  //                                  ^ FIFTH is final, so the trainer cannot bind it to its layer. Remove the modifier. [netwright.field-has-modifier]
  //                                  ^ FIFTH is private, so the trainer cannot bind it to its layer. Remove the modifier. [netwright.field-has-modifier]
  //                                  ^ FIFTH is static, so the trainer cannot bind it to its layer. Remove the modifier. [netwright.field-has-modifier]
  @Linear(2) @MeanSquaredError Layer last;
//^ warning: last follows FIFTH with no activation between, so that both are one linear layer. Put one on FIFTH, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
}
