package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** Takes the operations that one kind on one field lowers to. */
public interface GraphBuilder {

  /** Adds the features, which are given with each batch. */
  Value input(Shape shape);

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
