package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

@Network
class Fields {
  @Input(1) private Layer features;
  //                      ^ features is private, so the trainer cannot assign its layer to it. Remove the modifier. [netwright.field-has-modifier]
  @Linear(2) static Layer first;
  //                      ^ first is static, so the trainer cannot assign its layer to it. Remove the modifier. [netwright.field-has-modifier]
  @Linear(2) final Layer second = null;
//^ warning: second follows first without an activation between them, so the two are equivalent to one linear layer. Add an activation to first, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
  //                     ^ second is final, so the trainer cannot assign its layer to it. Remove the modifier. [netwright.field-has-modifier]
  @Linear(2) String third;
//^ warning: third follows second without an activation between them, so the two are equivalent to one linear layer. Add an activation to second, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
  //                ^ third has @Linear, so its type must be org.netwright.runtime.Layer, but is java.lang.String. Change the type, or remove the annotation. [netwright.field-is-not-a-layer]
  Layer fourth;
  //    ^ fourth is a Layer field, but no annotation defines what it does. Add one, such as @Input, @Linear or @Relu, or remove the field. [netwright.field-says-nothing]
  @Linear(2) private static final int FIFTH = 5;
//^ warning: FIFTH follows third without an activation between them, so the two are equivalent to one linear layer. Add an activation to third, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
  //                                  ^ FIFTH has @Linear, so its type must be org.netwright.runtime.Layer, but is int. Change the type, or remove the annotation. [netwright.field-is-not-a-layer]
  //                                  ^ FIFTH is final, so the trainer cannot assign its layer to it. Remove the modifier. [netwright.field-has-modifier]
  //                                  ^ FIFTH is private, so the trainer cannot assign its layer to it. Remove the modifier. [netwright.field-has-modifier]
  //                                  ^ FIFTH is static, so the trainer cannot assign its layer to it. Remove the modifier. [netwright.field-has-modifier]
  @Linear(2) @MeanSquaredError Layer last;
//^ warning: last follows FIFTH without an activation between them, so the two are equivalent to one linear layer. Add an activation to FIFTH, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
}
