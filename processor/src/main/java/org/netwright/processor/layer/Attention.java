package org.netwright.processor.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Attribute.Count;
import org.netwright.processor.graph.Attribute.Flag;
import org.netwright.processor.graph.Keeper;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.Initializer;
import org.netwright.processor.kind.Role;

/**
 * {@code @SelfAttention} and {@code @CrossAttention}: means of values over the steps of a sequence,
 * weighted by how well their keys fit a query; between linear maps.
 */
public enum Attention implements LayerKind<Attention.Spec> {
  SELF("SelfAttention"),
  CROSS("CrossAttention");

  /**
   * What an annotation declares.
   *
   * @param memory the field that is attended to; empty for the input itself
   */
  record Spec(int heads, boolean causal, double dropout, Optional<Reference> memory) {}

  private final String annotation;

  Attention(String annotation) {
    this.annotation = annotation;
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
        reader.size("heads"),
        this == SELF && reader.flag("causal"),
        reader.number("dropout", Range.FRACTION),
        this == SELF ? Optional.empty() : Optional.of(reader.name("to")));
  }

  @Override
  public List<Reference> others(Spec spec) {
    return spec.memory().stream().toList();
  }

  @Override
  public List<Role> roles(Spec spec) {
    return List.of(Role.WEIGHT, Role.BIAS);
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
    return false;
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    Shape x = inputs.get(0);
    Optional<Misfit> misfit = Sequences.misfit(x, "@" + annotation);
    if (misfit.isPresent()) {
      return misfit.get();
    }
    int width = x.width();
    // Less than one head is reported as out of range.
    if (spec.heads() > 0 && width % spec.heads() != 0) {
      return new Misfit(
          Message.HEADS_DO_NOT_DIVIDE,
          List.of(x, spec.heads(), "@" + annotation, width),
          "takes a number of features that the heads divide");
    }
    List<Parameter> parameters = new ArrayList<>();
    if (this == SELF) {
      addProjection(parameters, "in", width, 3 * width, 4 * width);
    } else {
      Shape memory = inputs.get(1);
      if (!memory.isBatchOfSequences()) {
        return new Misfit(
            Message.MEMORY_NEEDS_SEQUENCES,
            List.of(x, spec.memory().orElseThrow().name(), memory),
            "attends to [n × steps × features]");
      }
      addProjection(
          parameters, "in", width, width, memory.width() == width ? 4 * width : 2 * width);
      int fans = memory.width() == width ? 4 * width : memory.width() + width;
      addProjection(parameters, "memory", memory.width(), 2 * width, fans);
    }
    parameters.add(
        new Parameter(
            "out",
            Role.WEIGHT,
            Shape.fixed(width, width),
            width,
            width,
            Initializer.KAIMING_UNIFORM));
    parameters.add(bias("outBias", width));
    return new Signature(
        Shape.batch(x.dimensions()).as(Shape.Kind.SEQUENCE), parameters, List.of());
  }

  /**
   * Adds a linear map that begins as in PyTorch.
   *
   * @param fans the sum of both fans of the matrix that PyTorch draws it in
   */
  private static void addProjection(
      List<Parameter> parameters, String name, int in, int out, int fans) {
    parameters.add(
        new Parameter(
            name, Role.WEIGHT, Shape.fixed(in, out), in, fans - in, Initializer.XAVIER_UNIFORM));
    parameters.add(bias(name + "Bias", out));
  }

  private static Parameter bias(String name, int length) {
    return new Parameter(name, Role.BIAS, Shape.fixed(length), 1, 1, Initializer.ZEROS);
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    List<Value> parameters = graph.parameters();
    Value x = inputs.get(0);
    int memory = inputs.size() - 1;
    List<Value> read = new ArrayList<>();
    read.add(projection(graph, x, parameters, 0, this == SELF ? "projected" : "queries"));
    if (this == CROSS) {
      read.add(projection(graph, inputs.get(memory), parameters, 2, "memories"));
    }
    graph.lengths(memory).ifPresent(read::add);
    long normalizers = (long) spec.heads() * x.shape().steps();
    Value keeper =
        graph.keeper(
            "attention",
            "Attention",
            "attention",
            new Keeper.Size(normalizers, normalizers),
            new Count("heads", spec.heads()),
            new Flag("causal", spec.causal()),
            new Count("queries", x.shape().steps()));
    read.add(keeper);
    if (spec.dropout() > 0) {
      graph.before(new AttentionOps.Dropout(spec.dropout(), graph.newSeed()), keeper);
    }
    boolean variable = graph.lengths(memory).isPresent();
    Op op =
        this == SELF
            ? new AttentionOps.Self(spec.heads(), spec.causal(), variable)
            : new AttentionOps.Cross(spec.heads(), variable);
    Value mixed = graph.outputs(op, read, "mixed").get(0);
    int last = parameters.size() - 2;
    return graph.output(
        new LinearOps.Forward(), List.of(mixed, parameters.get(last), parameters.get(last + 1)));
  }

  private static Value projection(
      GraphBuilder graph, Value x, List<Value> parameters, int first, String name) {
    List<Value> read = List.of(x, parameters.get(first), parameters.get(first + 1));
    return graph.outputs(new LinearOps.Forward(), read, name).get(0);
  }
}
