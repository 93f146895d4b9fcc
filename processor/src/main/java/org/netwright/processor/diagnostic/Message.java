package org.netwright.processor.diagnostic;

import java.util.Locale;
import javax.tools.Diagnostic.Kind;

/**
 * The catalogue of everything that the processor reports. A text says what is wrong and what to do.
 * Arguments are inserted as by {@link String#format}. Users look up and suppress messages by the
 * names of the constants, so the names do not change.
 */
public enum Message {
  // The class.
  NOT_A_CLASS("The %s %s cannot be a network or a block. Declare %2$s as a class."),
  CLASS_IS_PRIVATE(
      "%s is private, so its trainer cannot access it. Make it package-private or public."),
  CLASS_IN_PRIVATE_CLASS(
      "%s is nested in a private class, so its trainer cannot access it."
          + " Make the classes around it package-private or public."),
  CLASS_IS_GENERIC(
      "%s has type parameters, but the shapes of a network are fixed. Remove the type parameters."),
  CLASS_IS_INNER(
      "%s is an inner class, so its trainer cannot create an instance of it."
          + " Make it static or a top-level class."),
  CLASS_IS_ABSTRACT(
      "%s is abstract, so its trainer cannot create an instance of it. Remove the modifier."),
  CLASS_HAS_NO_CONSTRUCTOR(
      "%s has no constructor that its trainer can call. Declare one that takes no parameters,"
          + " is not private and declares no exceptions, or declare no constructor at all."),
  CLASS_EXTENDS(
      "%s extends %s, but a network or block must declare all its layers itself. Remove the extends"
          + " clause."),
  CLASS_IS_HIDDEN(
      "%s is in the unnamed package, where the class Builder that is nested in %s hides it."
          + " Move %1$s to a named package, or rename it."),
  CLASS_NAME_TOO_LONG(
      "The name of %s is too long: a class file of its trainer would have a name of %s bytes, more than"
          + " the %s that file systems allow. Shorten the name by at least %s bytes."),
  PACKAGE_IS_HIDDEN(
      "The code that is generated for %s must refer to %s by its full name, but in this package %s"
          + " is the class %s. Rename that class."),
  TRAINER_NAME_IS_TAKEN(
      "%s cannot be generated, because a class with this name already exists."
          + " Rename that class or the network."),
  MODEL_NAME_IS_TAKEN(
      "%s cannot be generated, because a class with this name already exists."
          + " Rename that class or the network."),
  PREDICTION_NAME_IS_TAKEN(
      "%s cannot be generated, because a class with this name already exists."
          + " Rename that class or the network."),
  TRAINER_NOT_WRITTEN(
      "%s could not be written: %s."
          + " Check that the compiler's output folder is writable and has space left."),
  ANNOTATION_OUTSIDE_NETWORK(
      "%s has no effect here, because the class is not a network."
          + " Annotate the class with @Network, or remove %1$s."),

  // The fields.
  FIELD_IS_NOT_A_LAYER(
      "%s has %s, so its type must be org.netwright.runtime.Layer, but is %s."
          + " Change the type, or remove the annotation."),
  FIELD_HAS_MODIFIER(
      "%s is %s, so the trainer cannot assign its layer to it. Remove the modifier."),
  FIELD_SAYS_NOTHING(
      "%s is a Layer field, but no annotation defines what it does."
          + " Add one, such as @Input, @Linear or @Relu, or remove the field."),
  PARTS_CONFLICT("%s has both %s and %s, but a layer has at most one %s. %s"),
  INPUT_IS_MORE(
      "%s is an input of the network, so it cannot have %s too."
          + " Remove %2$s, or move it to the next Layer field."),

  // The network as a whole.
  NO_INPUT(
      "%s has no input. Add one as the first field, such as: @Input(4) Layer features; or, for a record,"
          + " @Features(Customer.class) Layer customer;"),
  INPUT_IS_NOT_FIRST(
      "%s is the network's input, but comes after %s. Make it the first Layer field."),
  NO_LOSS(
      "%s has no loss. Add one to its last layer %s: @MeanSquaredError, @MeanAbsoluteError, @Huber,"
          + " @CrossEntropy or @BinaryCrossEntropy."),
  LOSS_WITHOUT_LAYER(
      "%s has %s, but no annotation that makes it a layer. Move the loss to the previous layer,"
          + " or add an annotation such as @Linear to this field."),
  TOO_MANY_LAYERS(
      "%s has %s layers with %s penalties, decays and constraints, more than fit into one Java class."
          + " Remove some of them."),
  UNKNOWN_FIELD("%s refers to %s, but no layer field has this name. Give the name of one.%s"),
  READS_ITSELF("%s reads its own output: %s. Let one of these fields read another one."),
  UNREAD_FIELD(
      "Nothing reads the output of %s, and it is not an output of the network. Read it in another"
          + " field, add a loss or @Output to it, or remove it."),
  UNREAD_IN_BLOCK(
      "Nothing reads the output of %s, and a block gives that of its last field only. Read it in another"
          + " field of the block, or remove it."),
  NOT_TRAINED("No loss depends on %s, so it is not trained. Add a loss to a layer that reads it."),
  OUTPUT_WITH_LOSS("%s has %s, so it is an output already. Remove @Output."),
  OUTPUT_NAME_IS_TAKEN(
      "%s cannot be one of several %s, because they are the components of a record, and every"
          + " object has a method %1$s(). Rename the field."),
  SAME_AS_WITHOUT_PARAMETERS(
      "%s has no parameters that %s could use. Repeat its annotations instead, or name a layer with"
          + " parameters, such as one with @Linear."),
  SAME_AS_WITH_LAYER(
      "%s repeats the layer of %s, so it cannot have %s too. Move %3$s to a separate field."),
  SAME_AS_OF_COMBINATION(
      "%s has %s, which @SameAs does not repeat. Move it to a separate field, and repeat that part of"
          + " the layer that has the parameters."),
  SAME_AS_PENALTY(
      "%s acts on the parameters of %s, which are those of %s. Move it there; it counts once."),
  SAME_AS_OTHER_SHAPE(
      "%s uses the %s of %s, which is %s, but on what it reads that would be %s. Let both read the"
          + " same shape.%s"),
  SAME_AS_OTHER_BLOCK(
      "%s is %s, but %s, whose parameters it uses, is %s. Declare both with the same type and"
          + " @Repeat."),

  EMBEDDING_NEEDS_IDS(
      "%s of %s takes ids, but the output of %s is numbers. Let it read an @Input, with @After if"
          + " necessary."),
  IDS_AS_NUMBERS(
      "%s of %s calculates with %s, whose ids only name rows of an embedding. Read the embedding"
          + " instead."),
  IDS_AS_OUTPUT(
      "%s would return ids, but the outputs of a network are numbers. Remove @Output, or put it on a"
          + " field with an embedding."),
  VOCABULARIES_DIFFER(
      "The ids of %s are read by %s, with a vocabulary of %s, and by %s, with one of %s. Declare the same"
          + " vocabulary for both, or an input for each."),

  // Records.
  FEATURES_NEED_RECORD(
      "@Features takes a record, but %s is %s. Declare a record with a component for each value that the"
          + " network is given, and name it."),
  RECORD_IS_GENERIC(
      "%s has type parameters, so what its components become is not known. Declare a record without"
          + " them."),
  RECORD_NOT_VISIBLE(
      "%s is %s, so the code that is generated in %s cannot refer to it. Make %s %s."),
  RECORD_WITHOUT_FEATURES(
      "No component of %s becomes a number. Add one that does, or remove @Ignore from one."),
  RECORD_IN_ITSELF(
      "The component %s makes the record a part of itself: %s. Leave it out with @Ignore."),
  COMPONENT_TYPE(
      "The component %s is of type %s, which does not become numbers. %s, or leave it out with @Ignore."
          + " Possible are numbers, boolean, enums, String, LocalDate, LocalDateTime, Instant, float[],"
          + " double[], records, and Optional of these."),
  COMPONENT_ENUM_IS_EMPTY(
      "The component %s is of the enum %s, which has no constants. Add some, or leave the component out"
          + " with @Ignore."),
  COMPONENT_NEEDS_CALENDAR(
      "The component %s is %s. Choose the parts of it that become numbers, as in"
          + " @Calendar({CalendarPart.%s}), or leave it out with @Ignore."),
  COMPONENT_NEEDS_LENGTH(
      "The component %s is a %s. Set how many numbers it has, as in @Length(3), or leave it out with"
          + " @Ignore."),
  ANNOTATION_NOT_FOR_COMPONENT(
      "%s has no effect on the component %s, which is %s: it is for %s. Remove it."),
  CALENDAR_PARTS("@Calendar of the component %s needs parts, each of them once, but names %s."),
  DATE_HAS_NO_TIME(
      "The component %s is a LocalDate, which has no %s. Remove this part, or use a LocalDateTime."),
  UNKNOWN_ZONE(
      "The component %s has the time zone \"%s\", which does not exist. Give a name such as \"UTC\" or"
          + " \"Europe/Paris\".%s"),
  ZONE_WITHOUT_INSTANT(
      "The component %s is %s, which has no time zone. Remove zone, or use an Instant."),
  EMBEDDING_OF_COMPONENT_HAS(
      "The component %s is %s, and the rows of its embedding follow from its values. Remove %s."),
  NULLABLE_PRIMITIVE(
      "The component %s is of type %s, which cannot be null. Use a %s, if it may be missing, or remove"
          + " @Nullable."),
  FEATURES_WITH_INPUT(
      "%s takes records, so %s cannot be an @Input. Add its numbers to a record, as in @Length(3)"
          + " float[] %2$s."),
  CLASSES_NEED_ENUM(
      "The classes of @CrossEntropy are the constants of an enum, at least two, but %s is %s. Name such"
          + " an enum, or remove classes."),
  CLASSES_DIFFER(
      "%s gives %s, but %s has %s constants. Give it as many outputs, or remove its other annotations:"
          + " alone, @CrossEntropy with classes is a linear layer as wide as the enum.%s"),
  RECORD_NAME_IS_TAKEN(
      "%s cannot be generated, because a class with this name already exists."
          + " Rename that class or the network."),

  // Blocks.
  BLOCK_IN_ITSELF("%s is a block that holds itself: %s. Remove one of these fields."),
  BLOCK_WITHOUT_INPUT(
      "%s is a block without @Input. Add one without dimensions as its first field: @Input Layer x;"),
  BLOCK_INPUT_HAS_DIMENSIONS(
      "The input of a block takes what comes in, with its lengths, so %s has neither dimensions nor"
          + " variable. Remove them."),
  BLOCK_HAS_SECOND_INPUT("%s is a second @Input. A block has exactly one. Remove it."),
  BLOCK_HAS("%s is on %s, but a block has no %s. Move it to the network that uses the block."),
  BLOCK_GIVES_NOTHING(
      "%s has no field besides its input, so it does nothing. Add a layer, such as one with @Linear."),
  BLOCK_FIELD_HAS(
      "%s is a block, so it cannot have %s. Move it to a layer in the block, or to a Layer field after"
          + " it."),
  BLOCK_NOT_VISIBLE("%s of %s cannot be set by %s, which is in another package. Make it public."),
  BLOCK_CLASS_NOT_VISIBLE(
      "%s cannot be created by %s, which is in another package. Make the class, the classes around it"
          + " and its constructor public."),
  BLOCK_CLASS_HAS("%s has no effect on the block %s. Move it to the network that uses the block."),
  REPEAT_WITHOUT_ARRAY("%s has @Repeat, so its type must be an array: %s[]. Change the type."),
  ARRAY_WITHOUT_REPEAT(
      "%s is an array of blocks. Add @Repeat to set its length, as in @Repeat(4)."),
  REPEAT_WITHOUT_BLOCK("%s has @Repeat, but %s is not a class with @Block. Remove @Repeat."),
  BUDGET_EXCEEDED(
      "%s needs %s %s, more than the %s that its @Budget allows. The largest share is that of %s: %s."
          + " Make the network smaller, or raise the budget."),
  BUDGET_WITHOUT_LIMIT(
      "@Budget sets no limit. Set parameters, multiplyAdds or bytes, or remove it."),
  UNKNOWN_ANNOTATION("The annotation %s cannot be found. %s"),
  NO_PARAMETERS("%s has no parameters to train. Add a layer with parameters, such as @Linear(10)."),
  SECOND_OPTIMIZER("%s already has the optimiser %s. Remove one of the two."),
  NESTEROV_WITHOUT_MOMENTUM(
      "nesterov = true requires a momentum greater than 0. Set one, such as momentum = 0.9."),

  // Values.
  VALUE_OUT_OF_RANGE("%s of %s must be %s, but is %s."),
  LINEAR_WITHOUT_WIDTH(
      "@Linear needs a width: a number as in @Linear(10), like = \"x\" for the width of x, or times = 4"
          + " for a multiple of what comes in."),
  LINEAR_WIDTH_TWICE("@Linear takes only one of value, like and times. Remove the others."),
  EMBEDDING_WITHOUT_VOCABULARY(
      "@Embedding needs the number of ids, which are whole numbers from 0. Set it, as in"
          + " @Embedding(vocabulary = 1000, width = %s)."),
  PADDING_OUTSIDE_VOCABULARY(
      "The padding of @Embedding is %s, but ids are below its vocabulary of %s. Choose one of them, or"
          + " -1 for none."),
  WITHOUT_FILTERS("%s needs the number of its filters. Set it, as in %1$s(32)."),
  FILTERS_TWICE("%s takes only one of value and filters, which are the same. Remove one."),
  NUMBERS_OF_DIMENSIONS("%s of %s takes %s, but has %s numbers."),
  PADDING_TWICE("%s takes only one of padding and pad. Remove one."),
  PADDING_OF_POOLING(
      "%s pads by %s, more than half of its window of %s, so that a window could read only padding."
          + " Set pad to at most half the window."),
  OUTPUT_PADDING(
      "outputPadding of %s is %s, but must be less than %s, the larger of its stride and its dilation."
          + " Make it smaller."),
  OUTPUT_PADDING_WITHOUT_PAD(
      "outputPadding of %s adds to what pad leaves, but it has no pad. Set it, as in pad = 0."),
  RESHAPE_TO_NOTHING("@Reshape needs at least one dimension, such as @Reshape({1, 28, 28})."),
  GROUPS_OF_NORM("@GroupNorm needs the number of its groups, once. Set it, as in @GroupNorm(8)."),
  BRANCH_WITHOUT_ADD(
      "%s drops the branch of %s for whole examples, which nothing replaces. Add the other branch with"
          + " @Add, or use @Dropout."),
  COMBINATION_OF_NOTHING("%s names no field to combine with. Name at least one."),
  NO_DIMENSIONS("@Input needs at least one dimension, such as @Input(4)."),

  // Penalties.
  PENALTY_WITHOUT_PARAMETERS(
      "%s acts on parameters, but %s has none. Move it to a layer with parameters, such as one with"
          + " @Linear."),
  PENALTY_WITHOUT_BIAS(
      "%s acts on the bias, but %s has none (bias = false). Remove it, or set on = Scope.WEIGHT."),
  PENALTY_WITHOUT_ITS_PARAMETER(
      "%s acts on the %s, but %s has none; its parameters are %s. Remove it, or choose one of them"
          + " with on."),
  GROUPS_WITHOUT_WEIGHT(
      "%s acts on groups of weights, but %s has no weight; its parameters are %s. Remove it."),
  GROUPS_OF_VECTOR(
      "%s acts on groups of weights, which the %s does not have. Choose Scope.WEIGHT or"
          + " Scope.RECURRENT with on, or remove it."),
  PENALTY_ON_EMBEDDING(
      "%s computes with a whole parameter, but a step reads only some rows of the embedding of %s. Use"
          + " @L1 or @L2 there."),
  DEFAULT_WITHOUT_LAYER(
      "%s on the class acts on the %s of each layer that has neither its own nor @NoPenalty, but there"
          + " is no such layer. Remove it."),
  NO_PENALTY_WITHOUT_DEFAULT(
      "@NoPenalty exempts a layer from the penalties and the decay of the class, but %s has none."
          + " Remove it."),
  REGULARIZER_TWICE(
      "%s has both %s and %s on its %s, which would count twice."
          + " Remove one, or let them act on different parameters with on."),
  CONSTRAINTS_CONFLICT(
      "%s has both %s and %s, but each of these constraints sets the norms that the other has set."
          + " Remove one."),
  L2_WITH_DECAY(
      "%s has both %s and %s on its %s, so the same parameters would shrink twice: once by the gradient"
          + " of a penalty, which goes through the optimiser, and once directly, by learning rate times"
          + " strength. Under plain SGD the two are equivalent. Remove one. To exempt the layer from an"
          + " annotation on the class, add @NoPenalty to the field."),
  DECAY_WITH_ADAM_W(
      "%s acts on %s, which the weightDecay of @AdamW already decays."
          + " Remove it, or use @Adam instead of @AdamW."),
  DECAY_WITHOUT_PARAMETERS(
      "The weightDecay of %s acts on the %s of each layer, but no layer has a %2$s."
          + " Choose other parameters with on, or use @Adam."),
  ACTIVITY_WITHOUT_OUTPUT(
      "%s acts on the output of a layer before its dropout, but %s computes nothing before it."
          + " Move it to the previous layer."),
  ACTIVITY_WITHOUT_PARAMETERS(
      "%s has no effect on %s, because neither this layer nor a layer before it has parameters that"
          + " could change the output. Remove it."),
  NOTHING_TO_BE_ORTHOGONAL_TO(
      "@Orthogonal compares pairs of vectors, but the %s of %s, %s, has only one"
          + " %s, or remove it.%s"),
  GROUPS_ARE_FILTERS(
      "%s has axis = Axis.INPUT, but the groups of the weight of %s, a convolution, are its filters."
          + " Remove axis."),
  GROUPS_OF_TRANSPOSED(
      "%s acts on groups of weights, but the weight of %s, %s, is that of a transposed convolution, whose"
          + " filters are no rows or columns. Remove it, or use an @Upsample%4$sd before a @Conv%4$sd."),
  MIN_ABOVE_MAX("The min of @MinMaxNorm is %s, but must be at most its max, %s. Swap the two."),
  NO_PARAMETER_PENALTY(
      "%s is not a penalty. Name a class that implements org.netwright.runtime.ParameterPenalty."),
  PENALTY_NOT_INSTANTIABLE(
      "The trainer cannot create an instance of %s, because it %s. Name a class or record that is not"
          + " abstract, generic, private or inner, with a constructor that takes no parameters, is not"
          + " private and declares no exceptions."),
  PENALTY_NOT_VISIBLE(
      "%s cannot be accessed from %s, which is in another package."
          + " Make the class, the classes around it and its constructor public."),
  PENALTY_NAME_IS_TAKEN(
      "The penalty would be called %s in reports, which is already the name of %s."
          + " Rename the class."),

  // Own losses.
  NO_OUTPUT_LOSS(
      "%s is not a loss. Name a class that implements org.netwright.runtime.OutputLoss."),
  LOSS_NOT_INSTANTIABLE(
      "The trainer cannot create an instance of %s, because it %s. Name a class or record that is not"
          + " abstract, generic, private or inner, with a constructor that takes no parameters, is not"
          + " private and declares no exceptions."),
  LOSS_NOT_VISIBLE(
      "%s cannot be accessed from %s, which is in another package."
          + " Make the class, the classes around it and its constructor public."),
  TARGET_WIDTH_WITHOUT_VALUES(
      "The targets of %s are %s, whose shape follows from the output. Remove targetWidth, or set"
          + " targets = Targets.VALUES."),

  // Shapes.
  NOTHING_TO_NORMALIZE(
      "%3$s is given %2$s, with one element in %4$s, whose normalised value is"
          + " always 0. Give it more elements, or remove it.%5$s"),
  NEEDS_SEQUENCES("The output of %s is %s, but %s takes sequences [n × steps × features]. %s.%s"),
  MEMORY_NEEDS_SEQUENCES(
      "%s gives %s and would attend to %s, whose output is %s. It must be sequences [n × steps ×"
          + " features], as a recurrent layer with returns = Returns.ALL gives them.%s"),
  HEADS_DO_NOT_DIVIDE(
      "The output of %s is %s, but the %s heads of %s do not divide its %s features evenly. Choose"
          + " another number of heads.%s"),
  PADDING_NOT_TAKEN(
      "The output of %s is %s, sequences of different lengths, whose padding %s would read. Use layers"
          + " that take lengths or each step by itself, such as a recurrent layer, @SelfAttention,"
          + " @Linear or @GlobalAveragePool, before it.%s"),
  IDS_NOT_LOOKED_UP(
      "The output of %s is %s, ids of sequences of different lengths, which an @Embedding looks up, but"
          + " %s calculates with numbers. Add an @Embedding, or for numbers declare @Input(value ="
          + " {%s, 1}, variable = true).%s"),
  LENGTHS_DIFFER(
      "The output of %s is %s, but %s joins sequences of different lengths: %s. Join sequences that"
          + " come from the same input, or give one input the lengths of the other: @Input(…, lengths ="
          + " \"…\").%s"),
  VARIABLE_WITHOUT_STEPS(
      "Sequences of different lengths need steps: declare @Input(value = {steps, features}, variable ="
          + " true), or @Input(value = steps, variable = true) for the ids of an @Embedding."),
  LENGTHS_OF_ANOTHER("%s cannot have the lengths of %s: %s."),
  PADDING_IN_OWN_LOSS(
      "The output of %s is %s, sequences of different lengths, but %s would count their padding. Use a"
          + " loss of the library, or give the last state to it."),
  PADDING_IN_ACTIVITY(
      "The output of %s is %s, sequences of different lengths, but %s would count their padding. Put it"
          + " on a layer that gives vectors, such as the last state of a recurrent layer."),
  LINEAR_NEEDS_VECTORS(
      "@Linear takes vectors [n × in], but the output of %s is %s. Add @Flatten to the field, which"
          + " makes vectors of %s numbers of it, or pool it before, in a field of its own with"
          + " @GlobalAveragePool.%s"),
  LIKE_NEEDS_VECTORS(
      "@Linear(like = \"%2$s\") is as wide as the vectors that %2$s gives, but it gives %3$s. Set the"
          + " number, as in @Linear(%4$s), and add @Reshape(%5$s) to the field after it.%6$s"),
  NEEDS_IMAGES("The output of %s is %s, but %s takes %s, %s.%s%s"),
  WINDOW_TOO_LARGE(
      "The output of %s is %s, but the window of %s reads %s, and there are only %s. Use a smaller"
          + " window, or pad the input.%s"),
  NOTHING_LEFT("The output of %s is %s, of which %s cuts off more than it adds. Use less pad.%s"),
  GROUPS_UNEQUAL(
      "The output of %s is %s, but the %3$s's %4$s groups do not divide its %5$s channels and %6$s"
          + " filters evenly. Choose a number that divides both.%7$s"),
  CHANNELS_NOT_DIVIDED(
      "The output of %s is %s, but the %s groups of @GroupNorm do not divide its %s channels evenly."
          + " Choose a number that does.%s"),
  RESHAPE_OF_OTHER_SIZE(
      "The output of %s is %s, a row of which has %s numbers, but one of %s has %s. Choose dimensions"
          + " with the same product.%s"),
  NOTHING_TO_POOL(
      "The output of %s is %s, with one number for each feature already, so %s has nothing to pool."
          + " Remove it.%s"),
  NO_CHANNELS_TO_DROP(
      "The output of %s is %s, which has no channels of several elements. Use @Dropout.%s"),
  COMBINATION_NEEDS_EQUAL_SHAPES(
      "%s gives %s, but is combined with %s, which is %s. Both must have the same shape: %s.%s"),
  CONCAT_NEEDS_LIKE_SHAPES(
      "%s gives %s, but is joined with %s, which is %s. All dimensions but the joined one must be"
          + " equal.%s"),
  TOO_MANY_FILTERS("%s gives %s, so %s would have %s filters. Use a smaller %s.%s"),
  LINEAR_TOO_WIDE("%s gives %s, so the output would have %s columns. Use a smaller factor.%s"),
  RECURRENT_TOO_WIDE(
      "%s gives %s, so the layer would have %s columns, more than an array can have. Use fewer"
          + " units.%s"),
  LOSS_NEEDS_CLASSES(
      "%s needs at least 2 outputs, one for each class, but the output of %s is %s."
          + " For two classes and one output, use %s.%s"),
  LOSS_NEEDS_VECTORS(
      "%s takes logits %s, but the output of %s is %s. End with a @Linear that has one output for each"
          + " class, after @Flatten or a global pooling.%s"),
  TOO_LARGE("%s needs %s numbers, more than the %s that one array can hold. Make it smaller.%s"),

  // Warnings: the network compiles and trains, but probably not as intended.
  ACTIVATION_ON_LOGITS(
      Kind.WARNING,
      "%s takes logits, but %s changes the output of %s before the loss. Remove %2$s:"
          + " the loss applies %s itself."),
  STATES_AS_LOGITS(
      Kind.WARNING,
      "%s takes logits, but %s gives states between -1 and 1 for %s, so that no class can become"
          + " likely. Add a field with @Linear for the logits."),
  LINEAR_AFTER_LINEAR(
      Kind.WARNING,
      "%s follows %s without an activation between them, so the two are equivalent to one linear layer."
          + " Add an activation to %2$s, such as @Relu, or remove one of the two."),
  DROPOUT_ON_OUTPUT(
      Kind.WARNING,
      "%s sets elements of the output of %s to 0, which the loss compares with the targets."
          + " Move it to a hidden layer."),
  TARGET_AMONG_FEATURES(
      Kind.WARNING,
      "%s of %s looks like what %s predicts, and the network is given it. If it is, the network only"
          + " copies it, and does not learn from the others: mark it with @Ignore, or move it out of"
          + " the record."),
  NORMALIZES_LINES(
      Kind.WARNING,
      "%s of %s normalises the last dimension, %s. Use @GroupNorm(1) for each example, or @BatchNorm"
          + " for each channel."),
  PENALTY_WITHOUT_EFFECT(
      Kind.WARNING,
      "%s has almost no effect together with %s: it only scales the weights of %s, whose norms are"
          + " fixed. Remove it."),
  LEARNING_RATE_IS_ZERO(
      Kind.WARNING,
      "With a learning rate of 0 the network does not learn, unless a rate is set at run time."
          + " Set a rate greater than 0."),
  UNKNOWN_SUPPRESSION(
      Kind.WARNING, "Netwright has no warning %s, so there is nothing to suppress.%s"),

  // Bugs.
  INTERNAL_ERROR(
      "The trainer of %s could not be generated because of a bug in Netwright, not in your code: %s."
          + " Please report it together with the class.");

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

  /** Whether it prevents the generation of a trainer. */
  public boolean isError() {
    return kind == Kind.ERROR;
  }

  Kind kind() {
    return kind;
  }

  /** The id that users see and suppress, such as {@code netwright.no-loss}. */
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
