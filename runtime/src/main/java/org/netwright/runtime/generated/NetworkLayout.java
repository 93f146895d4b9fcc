package org.netwright.runtime.generated;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.internal.text.Shapes;

/** The layers of a network with their operations and shapes, and its parameters. */
public final class NetworkLayout {
  /** Of a parameter that is read, not drawn. */
  private static final InitialValues NONE = Initializer.ZEROS.fans(1, 1);

  private static final String INPUT = "input";

  private final List<LayerLayout> layers;
  private final ParameterLayout parameters;
  private final Map<String, List<String>> classes;
  private final List<BatchNormFold> folds;
  private final Map<String, Integer> leastRows;

  private NetworkLayout(Builder builder) {
    this.layers = List.copyOf(builder.layers.values());
    this.parameters = builder.parameters.build();
    this.classes = Map.copyOf(builder.classes);
    this.folds = List.copyOf(builder.folds);
    this.leastRows = Collections.unmodifiableMap(new LinkedHashMap<>(builder.leastRows));
  }

  /**
   * A batch normalisation that a model folds into the weight before it.
   *
   * @param weight the layer of the weight
   * @param normalization the layer of the normalisation
   * @param axis the dimension of the weight that the channels are
   * @param epsilon what is added to the variance
   */
  public record BatchNormFold(String weight, String normalization, int axis, double epsilon) {}

  /**
   * One layer.
   *
   * @param operations its operations in a prediction, as in {@code linear, relu}
   * @param output the shape of a row of its output
   */
  public record LayerLayout(String name, String operations, List<Long> output) {
    /** Returns its operations, with the shape if it is an input: {@code input [n × 64]}. */
    public String description() {
      return operations.equals(INPUT) ? INPUT + " " + Shapes.batch("n", outputShape()) : operations;
    }

    /** Returns the shape of a row of its output. */
    public long[] outputShape() {
      return Shapes.array(output);
    }

    /** Returns the number of elements in a row of its output. */
    public int outputLength() {
      return Math.toIntExact(Shapes.length(output));
    }
  }

  /** Returns a builder of an empty layout. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the layers in the order of their fields; the first is the input. */
  public List<LayerLayout> layers() {
    return layers;
  }

  /**
   * Returns a layer.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public LayerLayout layer(String name) {
    return layers.stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no layer is named " + name));
  }

  /** Returns whether there is a layer of a name. */
  public boolean has(String name) {
    return layers.stream().anyMatch(layer -> layer.name().equals(name));
  }

  /** Returns the parameters. */
  public ParameterLayout parameters() {
    return parameters;
  }

  /**
   * Returns the names of the classes that are declared for layers with losses, of a network that
   * takes arrays.
   */
  public Map<String, List<String>> classes() {
    return classes;
  }

  /** Returns the batch normalisations that a model folds into weights. */
  public List<BatchNormFold> folds() {
    return folds;
  }

  /**
   * Returns how many rows each mini-batch must have in training, for layers that need more than
   * one, in their order.
   */
  public Map<String, Integer> leastRows() {
    return leastRows;
  }

  /** Collects layers and parameters, in their order. */
  public static final class Builder {
    private final Map<String, LayerLayout> layers = new LinkedHashMap<>();
    private final ParameterLayout.Builder parameters = ParameterLayout.builder();
    private final Map<String, List<String>> classes = new LinkedHashMap<>();
    private final Map<String, Integer> leastRows = new LinkedHashMap<>();
    private final List<BatchNormFold> folds = new ArrayList<>();

    private Builder() {}

    /**
     * Adds a layer.
     *
     * @param operations its operations in a prediction, as in {@code linear, relu}
     * @param output the shape of a row of its output
     * @throws IllegalArgumentException if the name is taken
     */
    public void layer(String name, String operations, long... output) {
      List<Long> shape = Shapes.list(output);
      if (layers.putIfAbsent(name, new LayerLayout(name, operations, shape)) != null) {
        throw new IllegalArgumentException(name + ": the layout has a layer of that name");
      }
    }

    /** Names the classes of a layer with a loss, in the order of their numbers. */
    public void classes(String layer, String... names) {
      classes.put(layer, List.of(names));
    }

    /**
     * Adds a parameter with initial values.
     *
     * @param name the layer and the parameter, as in {@code hidden.weight}
     * @throws IllegalArgumentException if the name is taken or a dimension is not positive
     */
    public void parameter(String name, ParameterRole role, InitialValues initial, long... shape) {
      parameters.add(name, role, initial, shape);
    }

    /**
     * Adds a parameter whose initial values do not depend on fans.
     *
     * @param name the layer and the parameter, as in {@code hidden.scale}
     * @param initial {@code ZEROS} or {@code ONES}
     * @throws IllegalArgumentException if the name is taken or a dimension is not positive
     */
    public void parameter(String name, ParameterRole role, Initializer initial, long... shape) {
      if (initial != Initializer.ZEROS && initial != Initializer.ONES) {
        throw new IllegalArgumentException(name + ": " + initial + " needs fans");
      }
      parameters.add(name, role, initial.fans(1, 1), shape);
    }

    /**
     * Adds a state of a layer, which is kept with the parameters.
     *
     * @param name the layer and the state, as in {@code hidden.mean}
     * @param initial of each element: {@code ZEROS} or {@code ONES}
     * @throws IllegalArgumentException if the name is taken or a dimension is not positive
     */
    public void state(String name, Initializer initial, long... shape) {
      parameters.addState(name, initial, shape);
    }

    /**
     * Folds a batch normalisation into a weight, once the parameters have been read. The bias that
     * results lies in the shift of the normalisation, or in its mean if it has no shift.
     *
     * @param weight the layer of the weight; its bias is folded too, if it has one
     * @param normalization the layer of the normalisation
     * @param axis the dimension of the weight that the channels are
     * @param epsilon what is added to the variance
     */
    public void foldBatchNorm(String weight, String normalization, int axis, double epsilon) {
      folds.add(new BatchNormFold(weight, normalization, axis, epsilon));
    }

    /** Sets how many rows each mini-batch must have in training, because of a layer. */
    public void leastRows(String layer, int rows) {
      leastRows.put(layer, rows);
    }

    /**
     * Lets a row of a parameter begin as zeros, which no step changes.
     *
     * @param name a parameter that was added
     */
    public void zeroRow(String name, int row) {
      parameters.zeroRow(name, row);
    }

    /**
     * Adds a parameter that is read from a file.
     *
     * @param name the layer and the parameter, as in {@code hidden.weight}
     * @throws IllegalArgumentException if the name is taken or a dimension is not positive
     */
    public void parameter(String name, ParameterRole role, long... shape) {
      parameters.add(name, role, NONE, shape);
    }

    /**
     * Returns the layout of all that was added so far.
     *
     * @throws IllegalArgumentException if there are no parameters
     */
    public NetworkLayout build() {
      return new NetworkLayout(this);
    }
  }
}
