package org.netwright.processor.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Attribute.Count;
import org.netwright.processor.graph.Attribute.Flag;
import org.netwright.processor.graph.Attribute.Pieces;
import org.netwright.processor.graph.Attribute.Steps;
import org.netwright.processor.graph.Attribute.Symbol;
import org.netwright.processor.graph.Keeper;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.Initializer;
import org.netwright.processor.kind.Role;

/** {@code @Rnn}, {@code @Gru} and {@code @Lstm}: a state that each step of a sequence changes. */
public enum Recurrent implements LayerKind<Recurrent.Spec> {
  RNN("Rnn", 1, 1),
  GRU("Gru", 3, 2),
  LSTM("Lstm", 4, 2);

  /** What a layer gives of its states. */
  enum Returns {
    LAST,
    ALL
  }

  /**
   * What an annotation declares.
   *
   * @param units the width of the state
   * @param dropout the rate with which units are left out of the recurrent products
   * @param truncation after how many steps the gradient of the state is cut off; 0 for never
   */
  record Spec(
      int units,
      Returns returns,
      boolean bidirectional,
      double dropout,
      int truncation,
      Initializer initializer,
      Initializer recurrentInitializer) {}

  private static final List<Role> ROLES =
      List.of(Role.WEIGHT, Role.RECURRENT, Role.BIAS, Role.BIAS);

  /** The names of the parameters of a direction. */
  private static final List<String> NAMES = List.of("weight", "recurrent", "bias", "recurrentBias");

  private static final List<String> REVERSE_NAMES =
      List.of("reverseWeight", "reverseRecurrent", "reverseBias", "reverseRecurrentBias");

  private final String annotation;
  private final int gates;

  /** How many numbers of each unit are kept from each step besides its gates. */
  private final int kept;

  Recurrent(String annotation, int gates, int kept) {
    this.annotation = annotation;
    this.gates = gates;
    this.kept = kept;
  }

  @Override
  public String annotation() {
    return annotation;
  }

  @Override
  public Place place() {
    return Place.LAYER;
  }

  @Override
  public Effect effect() {
    return Effect.NON_LINEAR;
  }

  @Override
  public Spec read(AnnotationReader reader) {
    return new Spec(
        reader.size("value"),
        reader.constant("returns", Returns.class),
        reader.flag("bidirectional"),
        reader.number("recurrentDropout", Range.FRACTION),
        (int) reader.number("truncate", Range.WHOLE),
        reader.constant("init", Initializer.class),
        reader.constant("recurrentInit", Initializer.class));
  }

  @Override
  public List<Role> roles(Spec spec) {
    return ROLES.stream().distinct().toList();
  }

  @Override
  public boolean takesSequences() {
    return true;
  }

  @Override
  public boolean takesPadding(Spec spec, Shape x) {
    return true;
  }

  @Override
  public boolean goesStepByStep(Spec spec) {
    return !spec.bidirectional();
  }

  @Override
  public boolean keepsState() {
    return true;
  }

  /** All three end in tanh, or in a mean of its values. */
  @Override
  public boolean isBounded() {
    return true;
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    Shape x = inputs.get(0);
    Optional<Misfit> misfit = Sequences.misfit(x, "@" + annotation);
    if (misfit.isPresent()) {
      return misfit.get();
    }
    long width = (long) spec.units() * (spec.bidirectional() ? 2 : 1);
    long columns = (long) spec.units() * gates;
    long widest = Math.max(width, columns);
    if (widest > Shape.MAX_ELEMENTS) {
      return new Misfit(Message.RECURRENT_TOO_WIDE, List.of(x, widest), "takes fewer units");
    }
    Shape out =
        spec.returns() == Returns.ALL
            ? Shape.batch(x.steps(), (int) width).as(Shape.Kind.SEQUENCE)
            : Shape.batch((int) width);
    List<Parameter> parameters = new ArrayList<>(parameters(spec, x.width(), NAMES));
    if (spec.bidirectional()) {
      parameters.addAll(parameters(spec, x.width(), REVERSE_NAMES));
    }
    return new Signature(out, parameters, List.of());
  }

  private List<Parameter> parameters(Spec spec, int in, List<String> names) {
    int units = spec.units();
    int columns = gates * units;
    // PyTorch draws all of them from U(±1/√units).
    int fanIn = spec.initializer() == Initializer.KAIMING_UNIFORM ? units : in;
    List<Shape> shapes =
        List.of(
            Shape.fixed(in, columns),
            Shape.fixed(units, columns),
            Shape.fixed(columns),
            Shape.fixed(columns));
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      boolean isRecurrent = ROLES.get(i) == Role.RECURRENT;
      parameters.add(
          new Parameter(
              names.get(i),
              ROLES.get(i),
              shapes.get(i),
              isRecurrent ? units : fanIn,
              columns,
              isRecurrent ? spec.recurrentInitializer() : spec.initializer()));
    }
    return parameters;
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    Value x = inputs.get(0);
    List<Value> parameters = graph.parameters();
    int half = NAMES.size();
    if (!spec.bidirectional()) {
      return graph.output(op(spec, false, graph), read(spec, false, x, parameters, graph));
    }
    Value forward =
        graph
            .outputs(
                op(spec, false, graph),
                read(spec, false, x, parameters.subList(0, half), graph),
                "forward")
            .get(0);
    Value reverse =
        graph
            .outputs(
                op(spec, true, graph),
                read(spec, true, x, parameters.subList(half, 2 * half), graph),
                "reverse")
            .get(0);
    return graph.output(
        new CombinationOps.Concat(Pieces.of(forward.shape())), List.of(forward, reverse));
  }

  private Op op(Spec spec, boolean reversed, GraphBuilder graph) {
    return new RecurrentOps.Forward(
        this, reversed, spec.returns() == Returns.ALL, graph.lengths(0).isPresent());
  }

  /** What one direction reads. */
  private List<Value> read(
      Spec spec, boolean reversed, Value x, List<Value> parameters, GraphBuilder graph) {
    Value steps =
        graph.keeper(
            reversed ? "reverseSteps" : "steps",
            "Recurrence",
            "recurrence",
            size(spec, x.shape().steps()),
            new Symbol("RecurrentCell", name()),
            new Flag("reversed", reversed),
            new Count("truncation", spec.truncation()),
            new Steps(x.shape().steps(), x.shape().lengths()),
            new Count("units", spec.units()));
    if (spec.dropout() > 0) {
      graph.before(new RecurrentOps.Dropout(spec.dropout(), graph.newSeed()), steps);
    }
    return Stream.of(Stream.of(x), parameters.stream(), graph.lengths(0).stream(), Stream.of(steps))
        .flatMap(values -> values)
        .toList();
  }

  /** The gates and states of all steps, and a mask, which the gradient reads. */
  private Keeper.Size size(Spec spec, int steps) {
    long ofStep = (long) (gates + kept) * spec.units();
    return new Keeper.Size(0, steps * ofStep + spec.units());
  }

  /** Its name in formulas and saved files. */
  String title(boolean reversed) {
    String name = annotation.toLowerCase(Locale.ROOT);
    return reversed ? "reversed " + name : name;
  }

  int gates() {
    return gates;
  }
}
