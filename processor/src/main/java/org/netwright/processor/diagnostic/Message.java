package org.netwright.processor.diagnostic;

import java.util.Locale;
import javax.tools.Diagnostic.Kind;

/**
 * Everything that the processor has to say. A text tells what is wrong, and then what to do; the
 * arguments are inserted as by {@link String#format}. The names of the constants are what users
 * suppress and look up: they stay.
 */
public enum Message {
  // The class.
  NOT_A_CLASS("@Network belongs on a class, but is on the %s %s. Declare it as a class."),
  CLASS_IS_PRIVATE(
      "%s is private, so its trainer cannot see it. Make it package-private or public."),
  CLASS_IN_PRIVATE_CLASS(
      "%s stands in a private class, so its trainer cannot see it."
          + " Make the classes around it package-private or public."),
  CLASS_IS_GENERIC("%s has type parameters, but the shapes of a network are fixed. Remove them."),
  CLASS_IS_INNER(
      "%s is an inner class, so its trainer cannot create it. Make it static, or a class of its own."),
  CLASS_IS_ABSTRACT("%s is abstract, so its trainer cannot create it. Remove the modifier."),
  CLASS_HAS_NO_CONSTRUCTOR(
      "%s has no constructor that its trainer can call. Give it one that takes no parameters,"
          + " is not private and declares no exceptions, or declare none at all."),
  CLASS_EXTENDS(
      "%s extends %s, but a network declares all its layers itself. Remove the extends clause."),
  CLASS_IS_HIDDEN(
      "%s in the unnamed package would be hidden by the class Builder that is nested in %s."
          + " Move %1$s to a named package, or rename it."),
  CLASS_NAME_TOO_LONG(
      "The name of %s is too long: a class file of its trainer would have a name of %s bytes, more than"
          + " the %s that file systems allow. Shorten the name by at least %s bytes."),
  PACKAGE_IS_HIDDEN(
      "The code that is generated for %s must refer to %s by its full name, but %s is the class %s"
          + " there. Rename that class."),
  TRAINER_NAME_IS_TAKEN(
      "%s cannot be generated: a class of that name exists. Rename one of the two."),
  MODEL_NAME_IS_TAKEN(
      "%s cannot be generated: a class of that name exists. Rename one of the two."),
  TRAINER_NOT_WRITTEN("%s could not be written: %s."),
  ANNOTATION_OUTSIDE_NETWORK(
      "%s has no effect here, because the class is not a network. Mark it with @Network."),

  // The fields.
  FIELD_IS_NOT_A_LAYER("%s carries %s, so its type must be Layer, but is %s."),
  FIELD_HAS_MODIFIER("%s is %s, so the trainer cannot bind it to its layer. Remove the modifier."),
  FIELD_SAYS_NOTHING(
      "Nothing says what layer %s is. Annotate it, as with @Input, @Linear or @Relu, or remove it."),
  PARTS_CONFLICT(
      "%s carries both %s and %s, but a layer has one %s."
          + " Put the second on a Layer field of its own."),
  INPUT_IS_MORE(
      "%s is the network's @Input and cannot carry %s too. Put %2$s on the Layer field after it."),

  // The network as a whole.
  NO_INPUT("%s has no @Input. Begin it with a field such as: @Input(4) Layer features;"),
  SECOND_INPUT("%s is a second @Input; the first is %s. A network has one."),
  INPUT_IS_NOT_FIRST(
      "%s is the network's @Input, but stands after %s. Make it the first Layer field."),
  NO_LOSS(
      "%s has no loss. Put one on its last layer %s: @MeanSquaredError, @MeanAbsoluteError, @Huber,"
          + " @CrossEntropy or @BinaryCrossEntropy."),
  SECOND_LOSS("%s is a second loss; the first is %s on %s. A network has one."),
  LOSS_IS_NOT_LAST(
      "%s stands on %s, but a loss belongs on the last layer, which is %s. Move it there."),
  LOSS_WITHOUT_LAYER(
      "%s carries %s, but says nothing of what layer it is. Put the loss on the field of the"
          + " layer before it, or add the layer here."),
  TOO_MANY_LAYERS(
      "%s has %s layers with %s penalties, decays and constraints: more than one Java class has"
          + " room for. Remove some."),
  AFTER_UNKNOWN_LAYER("%s stands after %s, but there is no layer of that name.%s"),
  AFTER_TWICE("%s and %s both stand after %s. Have the second follow the first."),
  AFTER_IN_CIRCLE(
      "%s stands after %s, which stands after it in turn. Remove one @After of the circle."),
  BUDGET_EXCEEDED(
      "%s takes %s %s, more than the %s that its @Budget allows. Most of them are in %s: %s."
          + " Make it smaller, or raise the budget."),
  BUDGET_WITHOUT_LIMIT(
      "@Budget limits nothing. Give it parameters, multiplyAdds or bytes, or remove it."),
  UNKNOWN_ANNOTATION("There is no annotation %s here. %s"),
  NO_PARAMETERS("%s has nothing to train. Add a layer with parameters, such as @Linear(10)."),
  SECOND_OPTIMIZER("%s already has the optimiser %s. Remove one of the two."),
  NESTEROV_WITHOUT_MOMENTUM(
      "nesterov = true needs a momentum above 0. Give one, as in momentum = 0.9."),

  // Values.
  VALUE_OUT_OF_RANGE("%s of %s must be %s, but is %s."),
  NO_DIMENSIONS("@Input needs at least one dimension, as in @Input(4)."),

  // Penalties.
  PENALTY_WITHOUT_PARAMETERS(
      "%s acts on parameters, but %s has none. Move it to a layer that has, such as one with"
          + " @Linear."),
  PENALTY_WITHOUT_BIAS(
      "%s acts on the bias, but %s has none (bias = false). Remove it, or choose on = Scope.WEIGHT."),
  DEFAULT_WITHOUT_LAYER(
      "%s on the class acts on the %s of each layer, but on none here: no layer has one that takes it."
          + " Remove it."),
  NO_PENALTY_WITHOUT_DEFAULT(
      "@NoPenalty takes off what the class lays on every layer, but %s carries no penalty or decay."
          + " Remove it."),
  REGULARIZER_TWICE(
      "%s has both %s and %s on its %s, which would count twice."
          + " Remove one, or give them different parameters with on = Scope.WEIGHT and Scope.BIAS."),
  CONSTRAINTS_CONFLICT(
      "%s carries both %s and %s, but one constraint on norms undoes the other. Remove one."),
  L2_WITH_DECAY(
      "%s has both %s and %s on its %s. The first is a penalty, whose gradient goes through the"
          + " optimiser; the second shrinks the parameters past it, by learning rate times strength."
          + " Under plain SGD one does what the other does. Choose one; @NoPenalty on the field takes"
          + " the class's off."),
  DECAY_WITH_ADAM_W(
      "%s acts on %s, which the weightDecay of @AdamW decays already."
          + " Remove it, or use @Adam in the place of @AdamW."),
  DECAY_WITHOUT_PARAMETERS(
      "The weightDecay of %s acts on the bias of each layer, but no layer has one."
          + " Choose on = Scope.WEIGHT, or use @Adam."),
  ACTIVITY_WITHOUT_OUTPUT(
      "%s acts on what a @Linear or an activation gives, but %s has neither."
          + " Put it on the field of the layer before."),
  ACTIVITY_WITHOUT_PARAMETERS(
      "%s can never act on %s: no layer up to it has parameters that could change its output."
          + " Remove it."),
  NOTHING_TO_BE_ORTHOGONAL_TO(
      "@Orthogonal compares pairs of vectors, but the weight of %s, %s, has only one along"
          + " Axis.%s. Choose the other axis, or remove it.%s"),
  MIN_ABOVE_MAX("The min of @MinMaxNorm is %s, but must not be above its max, %s. Exchange them."),
  NO_PARAMETER_PENALTY(
      "%s is not a penalty. Name a class that implements org.netwright.runtime.ParameterPenalty."),
  PENALTY_NOT_INSTANTIABLE(
      "The trainer cannot create an instance of %s, because it %s. Name a class or record that is not"
          + " abstract, generic, private or inner, with a constructor that takes no parameters, is not"
          + " private and declares no exceptions."),
  PENALTY_NOT_VISIBLE(
      "%s is not visible to %s, which is in another package."
          + " Make the class and its constructor public."),
  PENALTY_NAME_IS_TAKEN(
      "The penalty would be called %s in reports, which is already the name of %s."
          + " Rename the class."),

  // Shapes.
  LINEAR_NEEDS_VECTORS(
      "@Linear takes vectors [n × in], but %s gives %s. Declare the input flat, as in @Input(%s).%s"),
  LOSS_NEEDS_CLASSES(
      "@CrossEntropy needs at least 2 outputs, one for each class, but %s gives %s."
          + " For yes or no use @BinaryCrossEntropy.%s"),
  LOSS_NEEDS_VECTORS("@CrossEntropy takes logits [n × classes], but %s gives %s.%s"),
  TOO_LARGE("%s needs %s numbers, more than the %s that one array holds. Make it smaller.%s"),

  // Warnings: it compiles and trains, but hardly as meant.
  ACTIVATION_ON_LOGITS(
      Kind.WARNING,
      "%s takes logits, but %s bends the output of %s before it. Remove %2$s: the loss has its own."),
  LINEAR_AFTER_LINEAR(
      Kind.WARNING,
      "%s follows %s with no activation between, so that both are one linear layer. Put one on %2$s,"
          + " such as @Relu, or leave one of the two out."),
  DROPOUT_ON_OUTPUT(
      Kind.WARNING,
      "%s takes numbers out of the output of %s, which the loss compares with the targets."
          + " Move it to a hidden layer."),
  PENALTY_WITHOUT_EFFECT(
      Kind.WARNING,
      "%s has hardly an effect beside %s: all it does is to scale the weights of %s, and their norms"
          + " are fixed. Remove it."),
  LEARNING_RATE_IS_ZERO(
      Kind.WARNING,
      "With a learning rate of 0 nothing is learnt, unless one is set at run time."
          + " Give one above 0."),
  UNKNOWN_SUPPRESSION(Kind.WARNING, "Netwright has no message %s.%s"),

  // What must not happen.
  INTERNAL_ERROR(
      "The trainer of %s could not be generated, by a fault of Netwright's, not yours: %s."
          + " Please report it with the class.");

  private static final String PREFIX = "netwright.";

  private final Kind kind;
  private final String format;

  Message(String format) {
    this(Kind.ERROR, format);
  }

  Message(Kind kind, String format) {
    this.kind = kind;
    this.format = format;
  }

  /** Whether a declaration that has it is refused. */
  public boolean isError() {
    return kind == Kind.ERROR;
  }

  Kind kind() {
    return kind;
  }

  /** What users know it by, as in {@code netwright.no-loss}. */
  public String id() {
    return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String format(Object... arguments) {
    String text = String.format(format, arguments);
    int firstLine = text.indexOf('\n');
    int end = firstLine < 0 ? text.length() : firstLine;
    return text.substring(0, end) + " [" + id() + "]" + text.substring(end);
  }
}
