package org.netwright.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;

/** The layers of a model with their operations, and its parameters with their shapes. */
public final class ModelLayout {
  private final Map<String, String> layers;
  private final ParameterLayout parameters;

  private ModelLayout(Map<String, String> layers, ParameterLayout parameters) {
    this.layers = layers;
    this.parameters = parameters;
  }

  /** Returns a builder of an empty layout. */
  public static Builder builder() {
    return new Builder();
  }

  NetworkSchema schema(String network) {
    return new NetworkSchema(network, layers);
  }

  ParameterLayout parameters() {
    return parameters;
  }

  /** Collects layers and parameters, in their order. */
  public static final class Builder {
    /** Has no effect: parameters are read, not drawn. */
    private static final long ANY_FAN_IN = 1;

    private final Map<String, String> layers = new LinkedHashMap<>();
    private final ParameterLayout.Builder parameters = ParameterLayout.builder();

    private Builder() {}

    /**
     * Adds a layer.
     *
     * @param operations its operations in a prediction, as in {@code linear, relu}
     */
    public Builder layer(String name, String operations) {
      layers.put(name, operations);
      return this;
    }

    /**
     * Adds a weight of shape [in × out].
     *
     * @param name the layer and the parameter, as in {@code hidden.weight}
     * @throws IllegalArgumentException if the name is taken or a dimension is not positive
     */
    public Builder weight(String name, long in, long out) {
      parameters.weight(name, Initializer.ZEROS, in, out);
      return this;
    }

    /**
     * Adds a bias of shape [size].
     *
     * @param name the layer and the parameter, as in {@code hidden.bias}
     * @throws IllegalArgumentException if the name is taken or the size is not positive
     */
    public Builder bias(String name, long size) {
      parameters.bias(name, Initializer.ZEROS, ANY_FAN_IN, size);
      return this;
    }

    /**
     * Returns the layout of all that was added so far.
     *
     * @throws IllegalArgumentException if there are no parameters
     */
    public ModelLayout build() {
      return new ModelLayout(new LinkedHashMap<>(layers), parameters.build());
    }
  }
}
