package org.netwright.processor.graph;

import static org.netwright.processor.graph.PenaltyOps.withAxis;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.graph.Attribute.DecayFactor;
import org.netwright.processor.graph.Attribute.StepSizes;
import org.netwright.processor.graph.Attribute.Strength;
import org.netwright.processor.kind.Axis;
import org.netwright.processor.kind.RegularizerKind;

/**
 * The operations after the optimiser's update, each in place on one parameter: parameter →
 * parameter. For an embedding: (gradient, table) → table, on the rows that the gradient has.
 */
public final class UpdateOps {
  private UpdateOps() {}

  private interface Update extends Op {
    RegularizerKind kind();

    @Override
    default List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(inputs.get(inputs.size() - 1));
    }

    @Override
    default boolean accumulates() {
      return true;
    }

    @Override
    default String title() {
      return kind().title();
    }
  }

  /** Weight decay. */
  public record Decay(String term) implements Update {
    @Override
    public RegularizerKind kind() {
      return RegularizerKind.WEIGHT_DECAY;
    }

    @Override
    public String kernel() {
      return kind().kernel();
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(new DecayFactor(term));
    }
  }

  /** The proximal step of a penalty. */
  public record Proximal(RegularizerKind kind, String term, Optional<Axis> axis) implements Update {
    @Override
    public String kernel() {
      return kind.proximalKernel();
    }

    @Override
    public String title() {
      return "proximal " + kind.title();
    }

    @Override
    public List<Attribute> attributes() {
      return withAxis(axis, new Strength(term), new StepSizes());
    }
  }

  /** A constraint, with the numbers that its kernel takes. */
  public record Constrain(
      RegularizerKind kind, List<? extends Attribute> numbers, Optional<Axis> axis)
      implements Update {
    @Override
    public String kernel() {
      return kind.kernel();
    }

    @Override
    public List<Attribute> attributes() {
      return withAxis(axis, numbers.toArray(Attribute[]::new));
    }
  }
}
