package org.netwright.processor.memory;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.stream.Collectors;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/**
 * Assigns a buffer to each value. A value gets a separate buffer, unless its operation can write it
 * over an input of the same layer that no later operation reads. A buffer has the name of its
 * layer, so that the code stays readable.
 */
public final class BufferPlan {

  /**
   * Memory for values of one shape, one after another. It has the shortest of their names, or that
   * of a parameter's gradient.
   *
   * @param viewed the buffer whose memory it is in another shape, for a view
   */
  public record Buffer(String name, Shape shape, Kind kind, Optional<Buffer> viewed) {
    /** Memory of its own, as far as it does not share that of values no longer needed. */
    public Buffer(String name, Shape shape, Kind kind) {
      this(name, shape, kind, Optional.empty());
    }

    private Buffer memory() {
      return viewed.orElse(this);
    }

    /** The same under another name, if another buffer of another pass has its name. */
    private Buffer besides(Map<String, Buffer> taken) {
      return equals(taken.getOrDefault(name, this))
          ? this
          : new Buffer(name + ".predicted", shape, kind, viewed);
    }

    /** How a trainer obtains a buffer. */
    public enum Kind {
      INPUT,
      /** An input of ids. */
      IDS,
      /** The lengths of the sequences of an input. */
      LENGTHS,
      /** An object in which operations keep what others need. */
      KEEPER,
      TARGET,
      PARAMETER,
      STATE,
      ANCHOR,
      PARAMETER_GRADIENT,
      /** The gradient of an embedding. */
      SPARSE_GRADIENT,
      /** A part of a parameter's gradient, which is added to it. */
      SCRATCH,
      /** What a batch normalisation normalises with. */
      STATISTICS,
      BATCH,
      /** The elements of another buffer in another shape. */
      VIEW
    }
  }

  private final Map<Value, Buffer> buffers;
  private final Map<Buffer, Lifetime> lifetimes;

  private BufferPlan(Map<Value, Buffer> buffers, Map<Buffer, Lifetime> lifetimes) {
    this.buffers = buffers;
    this.lifetimes = lifetimes;
  }

  /** Plans the buffers of a pass. */
  static BufferPlan of(Graph graph) {
    return of(graph, Optional.empty());
  }

  /**
   * Plans the buffers of a pass.
   *
   * @param other the plan of another pass over the same buffers; empty if there is none
   */
  static BufferPlan of(Graph graph, Optional<BufferPlan> other) {
    Map<Value, List<Value>> chains = chains(graph);
    Map<Value, Value> parameters =
        graph.gradients().entrySet().stream()
            .collect(Collectors.toMap(Entry::getValue, Entry::getKey));
    Map<Value, Buffer> buffers = new LinkedHashMap<>();
    Map<String, Buffer> taken = new HashMap<>();
    other.ifPresent(plan -> plan.buffers.values().forEach(b -> taken.put(b.name(), b)));
    chains.forEach(
        (value, chain) -> {
          Buffer memory = buffer(chain, parameters).besides(taken);
          boolean isView = !value.shape().equals(memory.shape());
          buffers.put(value, isView ? view(value.shape(), chain, memory).besides(taken) : memory);
        });
    return new BufferPlan(buffers, lifetimes(graph, buffers));
  }

  /**
   * From the first write to the last read, as indices of nodes; predictions are needed after all of
   * them.
   */
  private static Map<Buffer, Lifetime> lifetimes(Graph graph, Map<Value, Buffer> buffers) {
    Map<Value, Integer> lastRead = lastRead(graph);
    Map<Buffer, Lifetime> lifetimes = new HashMap<>();
    for (int i = 0; i < graph.nodes().size(); i++) {
      for (Value output : graph.nodes().get(i).outputs()) {
        Buffer buffer = buffers.get(output);
        if (buffer != null) {
          Lifetime lifetime = new Lifetime(i, Math.max(i, lastRead.getOrDefault(output, i)));
          lifetimes.merge(buffer.memory(), lifetime, Lifetime::and);
        }
      }
    }
    return lifetimes;
  }

  /** How long a buffer is needed in this pass, if the pass writes it at all. */
  Optional<Lifetime> lifetimeOf(Buffer buffer) {
    return Optional.ofNullable(lifetimes.get(buffer));
  }

  public Buffer bufferOf(Value value) {
    Buffer buffer = buffers.get(value);
    if (buffer == null) {
      throw new IllegalArgumentException(value + " has no buffer");
    }
    return buffer;
  }

  /** The buffers of a kind, in the order of the first values that they hold. */
  public List<Buffer> all(Buffer.Kind kind) {
    return buffers.values().stream().filter(buffer -> buffer.kind() == kind).distinct().toList();
  }

  /** For each value all values that share its memory. Those values have the same list. */
  private static Map<Value, List<Value>> chains(Graph graph) {
    Map<Value, Integer> lastRead = lastRead(graph);
    Map<Value, List<Value>> chains = new LinkedHashMap<>();
    graph.given().forEach(given -> chains.put(given, new ArrayList<>(List.of(given))));
    for (int i = 0; i < graph.nodes().size(); i++) {
      Node node = graph.nodes().get(i);
      for (Value output : node.outputs()) {
        if (!output.shape().equals(Shape.SCALAR)) {
          chains.put(output, new ArrayList<>(List.of(output)));
        }
      }
      int overwritten = node.op().isView() ? 0 : overwritten(node, i, lastRead, chains);
      if (overwritten >= 0) {
        Value output = node.outputs().get(0);
        List<Value> chain = requireNonNull(chains.get(node.inputs().get(overwritten)));
        chain.add(output);
        chains.put(output, chain);
      }
    }
    return chains;
  }

  /** The input that a node writes its first output over, or −1. */
  private static int overwritten(
      Node node, int index, Map<Value, Integer> lastRead, Map<Value, List<Value>> chains) {
    int last = node.inputs().size() - 1;
    if (node.op().accumulates()) {
      requireUnread(node, index, lastRead, chains);
      return last;
    }
    for (int input = 0; input <= last; input++) {
      Value value = node.inputs().get(input);
      List<Value> chain = requireNonNull(chains.get(value));
      if (node.op().mayOverwrite(input)
          && chain.get(0).kind() == Value.Kind.COMPUTED
          && value.layer().equals(node.outputs().get(0).layer())
          && isUnreadAfter(index, chain, lastRead)) {
        return input;
      }
    }
    return -1;
  }

  /**
   * What a node adds to in place must not be read as it was before. Of a sparse gradient others
   * read the rows that it has, which stay the same.
   */
  private static void requireUnread(
      Node node, int index, Map<Value, Integer> lastRead, Map<Value, List<Value>> chains) {
    Value added = node.inputs().get(node.inputs().size() - 1);
    if (added.type() != Value.Type.SPARSE
        && !isUnreadAfter(index, requireNonNull(chains.get(added)), lastRead)) {
      throw new IllegalStateException(node + " changes what is read after it");
    }
  }

  private static boolean isUnreadAfter(int index, List<Value> chain, Map<Value, Integer> lastRead) {
    return chain.stream().allMatch(value -> lastRead.getOrDefault(value, -1) <= index);
  }

  /** The index of the last node that reads each value; predictions are read after all nodes. */
  private static Map<Value, Integer> lastRead(Graph graph) {
    Map<Value, Integer> lastRead = new HashMap<>();
    for (int i = 0; i < graph.nodes().size(); i++) {
      for (Value input : graph.nodes().get(i).inputs()) {
        lastRead.put(input, i);
      }
    }
    graph.predictions().forEach(value -> lastRead.put(value, graph.nodes().size()));
    return lastRead;
  }

  /** The buffer for the values of a chain that have another shape than its first. */
  private static Buffer view(Shape shape, List<Value> chain, Buffer memory) {
    String name =
        shortestName(chain.stream().filter(value -> value.shape().equals(shape)).toList());
    return new Buffer(name, shape, Buffer.Kind.VIEW, Optional.of(memory));
  }

  private static String shortestName(List<Value> values) {
    return values.stream().map(Value::name).min(Comparator.comparing(String::length)).orElseThrow();
  }

  private static Buffer buffer(List<Value> chain, Map<Value, Value> parameters) {
    Value first = chain.get(0);
    Optional<Value> parameter =
        chain.stream().filter(parameters::containsKey).map(parameters::get).findFirst();
    String name =
        parameter
            .map(Value::gradientName)
            .orElseGet(
                () ->
                    shortestName(
                        chain.stream()
                            .filter(value -> value.shape().equals(first.shape()))
                            .toList()));
    Buffer.Kind kind =
        switch (first.kind()) {
          case INPUT -> input(first);
          case KEEPER -> Buffer.Kind.KEEPER;
          case TARGET -> Buffer.Kind.TARGET;
          case PARAMETER -> Buffer.Kind.PARAMETER;
          case STATE -> Buffer.Kind.STATE;
          case ANCHOR -> Buffer.Kind.ANCHOR;
          case COMPUTED -> computed(first, parameter.isPresent());
        };
    return new Buffer(name, first.shape(), kind);
  }

  private static Buffer.Kind input(Value value) {
    return switch (value.type()) {
      case ID -> Buffer.Kind.IDS;
      case LENGTHS -> Buffer.Kind.LENGTHS;
      default -> Buffer.Kind.INPUT;
    };
  }

  private static Buffer.Kind computed(Value value, boolean isGradient) {
    if (value.type() == Value.Type.SPARSE) {
      return Buffer.Kind.SPARSE_GRADIENT;
    }
    if (value.type() == Value.Type.STATISTICS) {
      return Buffer.Kind.STATISTICS;
    }
    if (isGradient) {
      return Buffer.Kind.PARAMETER_GRADIENT;
    }
    return value.shape().batched() ? Buffer.Kind.BATCH : Buffer.Kind.SCRATCH;
  }
}
