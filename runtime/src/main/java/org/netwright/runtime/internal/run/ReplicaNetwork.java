package org.netwright.runtime.internal.run;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.netwright.runtime.NetworkTrainer;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.input.OutputRows;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.session.LossTarget;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.session.SessionState;
import org.netwright.runtime.internal.text.Shapes;

/**
 * What a network that replicas can train takes and gives.
 *
 * @param name the simple name of its class
 * @param shape that of a row of its input
 * @param encoding the meaning of its targets
 * @param targets how many numbers a row of its targets has; 1 if it is the number of a class
 * @param outputs how many numbers a row of its output has
 * @param classNames the names of its classes, in the order of their numbers; empty if they have
 *     none
 * @param modelBytes how many bytes its parameters have
 * @param stateBytes how many bytes all that training changes has
 */
public record ReplicaNetwork(
    String name,
    List<Long> shape,
    TargetEncoding encoding,
    int targets,
    int outputs,
    List<String> classNames,
    long modelBytes,
    long stateBytes)
    implements Serializable {
  private static final DataStream NONE = size -> () -> null;

  /** Copies its arguments. */
  public ReplicaNetwork {
    shape = List.copyOf(shape);
    classNames = List.copyOf(classNames);
  }

  /** Returns how many numbers a row of its input has. */
  public int features() {
    return Math.toIntExact(Shapes.length(shape));
  }

  /**
   * Looks at the network of a trainer.
   *
   * @throws IllegalArgumentException if replicas cannot train it as one machine does, or it has
   *     more than one input and one output of one row for each example
   */
  public static ReplicaNetwork of(NetworkTrainer<?> trainer) {
    return of(sessionOf(trainer));
  }

  /** Returns what trains. */
  static Session sessionOf(NetworkTrainer<?> trainer) {
    return ((FitPlan) trainer.fit(NONE)).session;
  }

  static ReplicaNetwork of(Session session) {
    String name = session.network();
    refuse(
        session.records() != null,
        name,
        "takes records; declare a network whose @Input is as wide as the vector of features");
    refuse(
        !session.stepInput().hasOneInput() || session.outputs() > 1,
        name,
        "has several inputs or outputs; only networks with one of each can be trained here");
    refuse(
        session.stepInput().hasLengths(),
        name,
        "takes sequences of different lengths; only rows of one length can be trained on here");
    if (session.parameters().hasStates()) {
      String state = session.parameters().states().iterator().next().name();
      refuse(
          true,
          name,
          "normalises over the rows of a mini-batch, at %s, which are divided among replicas; use @LayerNorm or @GroupNorm instead, or train it on one machine"
              .formatted(state.substring(0, state.lastIndexOf('.'))));
    }
    LossTarget target = session.targets().get(0);
    OutputRows output = session.predictor().outputs().get(0).rows();
    refuse(
        output.hasSteps(),
        name,
        "has an output for each step of a sequence; only outputs for the whole row can be trained here");
    return new ReplicaNetwork(
        name,
        Shapes.list(session.stepInput().shape()),
        target.encoding(),
        target.encoding() == TargetEncoding.CLASSES ? 1 : target.rows().mostLength(),
        output.mostLength(),
        session.classNames(),
        bytes(session.parameters().tensors()),
        bytes(SessionState.of(session).tensors()));
  }

  private static long bytes(Map<String, DenseTensor> tensors) {
    return tensors.values().stream()
        .mapToLong(tensor -> tensor.length() * tensor.dataType().width())
        .sum();
  }

  private static void refuse(boolean wrong, String network, String why) {
    if (wrong) {
      throw new IllegalArgumentException(network + " " + why);
    }
  }
}
