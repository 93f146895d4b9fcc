package org.netwright.processor.support;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.Layer;
import org.netwright.runtime.NetworkTrainer;
import org.netwright.runtime.RecordTrainer;

/** A network that takes records with an embedding, and examples for it. */
public final class Shops {
  private static final CompiledNetwork NETWORK =
      CompiledNetwork.of(
          "Shops",
          """
          package networks;

          import org.netwright.annotations.*;
          import org.netwright.runtime.*;

          @Network
          public class Shops {
            @Features(Shop.class)         Layer shop;
            @Linear(5) @Relu              Layer hidden;
            @Linear(1) @MeanSquaredError  Layer sales;

            record Shop(double size, @Embedding(width = 3) @Category(atMost = 4) String town) {}

            public static Object shop(double size, String town) {
              return new Shop(size, town);
            }

            public static RecordTrainer<?, ?, ?, ?> trainer(long seed) {
              return ShopsTrainer.builder().seed(seed).build();
            }
          }
          """);

  private static final List<String> TOWNS = List.of("Ayr", "Bonn", "Cork", "Delft");

  private Shops() {}

  /** Returns a new trainer. */
  @SuppressWarnings("unchecked") // the examples are of the right type
  public static RecordTrainer<?, Object, Object, ?> trainer(long seed) {
    return (RecordTrainer<?, Object, Object, ?>) call("trainer", new Class<?>[] {long.class}, seed);
  }

  /** Returns a record. */
  public static Object shop(double size, String town) {
    return call("shop", new Class<?>[] {double.class, String.class}, size, town);
  }

  private static Object call(String method, Class<?>[] types, Object... arguments) {
    try {
      return NETWORK.load("networks.Shops").getMethod(method, types).invoke(null, arguments);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Returns records of some towns. Of the last one there is one shop, the first, which is rare. */
  public static List<Object> shops(int count, int towns) {
    List<Object> shops = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shops.add(shop(100 + 7 * (i % 13), TOWNS.get(i == 0 ? towns - 1 : i % (towns - 1))));
    }
    return shops;
  }

  /** Returns the targets of {@link #shops}. */
  public static List<Object> sales(int count) {
    List<Object> sales = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sales.add((float) (i % 13) / 6 + i % 3);
    }
    return sales;
  }

  /** Returns the bits of all parameters, and the summary. */
  public static Map<String, String> parameters(NetworkTrainer<?> trainer) {
    Map<String, String> all = new TreeMap<>();
    for (Layer layer : trainer.layers()) {
      for (String name : layer.parameterNames()) {
        all.put(layer.name() + "." + name, Arrays.toString(numbers(layer.parameter(name))));
      }
    }
    all.put("summary", trainer.toString());
    return all;
  }

  /** Returns the numbers that records become, by input. */
  public static Map<String, String> encoded(
      RecordTrainer<?, Object, Object, ?> trainer, List<Object> shops) {
    Map<String, String> texts = new TreeMap<>();
    trainer
        .encode(shops)
        .forEach((input, rows) -> texts.put(input, Arrays.toString(numbers(rows))));
    return texts;
  }

  /** Returns the elements of an array, row by row. */
  public static double[] numbers(INDArray array) {
    return array.dup('c').data().asDouble();
  }
}
