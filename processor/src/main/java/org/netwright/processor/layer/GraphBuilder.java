package org.netwright.processor.layer;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Keeper;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** Takes the operations that one kind on one field lowers to. */
public interface GraphBuilder {

  /** Adds the features, which are given with each batch, with their lengths if they have some. */
  Value input(Shape shape);

  /**
   * The numbers of steps of the sequences of one of its inputs; empty if all have all steps.
   *
   * @param input the index among the inputs of {@link LayerKind#infer}
   */
  Optional<Value> lengths(int input);

  /**
   * Adds an object in which its operations keep what its other operations need.
   *
   * @param name unique in the layer
   * @param type the simple name of its class in the runtime
   * @param method the method of the runtime's {@code PassParts} that makes it
   */
  Value keeper(String name, String type, String method, Keeper.Size size, Attribute... arguments);

  /**
   * Adds an operation without outputs, which writes into a keeper before the next operation reads
   * it. It runs in training only.
   */
  void before(Op op, Value keeper);

  /** The parameters of the signature, in its order. */
  List<Value> parameters();

  /** The states of the signature, in its order. */
  List<Value> states();

  /** Adds an operation that computes the output, which has the name of the layer. */
  Value output(Op op, List<Value> inputs);

  /**
   * Adds an operation of several outputs.
   *
   * @param names of the outputs, unique in the layer
   */
  List<Value> outputs(Op op, List<Value> inputs, String... names);

  /**
   * Adds an operation that computes the output, and more.
   *
   * @param names of what it computes besides, unique in the layer
   * @return the output first
   */
  List<Value> outputsBesides(Op op, List<Value> inputs, String... names);

  /** Adds an operation that runs once for each mini-batch that is trained on, after the losses. */
  void inTraining(Op op, List<Value> inputs);

  /** The index of another seed for random draws. */
  int newSeed();
}
