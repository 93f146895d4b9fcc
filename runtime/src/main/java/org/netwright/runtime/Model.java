package org.netwright.runtime;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Tables;
import org.netwright.runtime.internal.pass.PassPool;
import org.netwright.runtime.internal.predict.Predictor;

/**
 * A model of a network with one input and one output: the common part of the generated models of
 * such networks.
 */
public abstract class Model extends ArrayModel implements TablePredictor {

  /**
   * Loads the parameters: called by generated models.
   *
   * @param network the class annotated with {@code @Network}
   * @param layout the layers and parameters
   * @param pass the generated pass
   * @param file what {@link Trainer#save} wrote; the parameters become {@code FLOAT}
   * @throws ModelFileException if the file is not a complete model, has a number that is not
   *     finite, or is of a network of another name or with other layers; the message says what
   *     differs
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the engine cannot compute in {@code FLOAT} here
   */
  protected Model(
      Class<?> network,
      NetworkLayout layout,
      Function<InferenceParts, InferencePass> pass,
      ModelFile file,
      Engine engine)
      throws IOException {
    super(network, layout, pass, file, engine);
  }

  /**
   * Returns the network's output for each row of x; with cross entropy or binary cross entropy the
   * outputs are logits.
   *
   * @param x [n × in…], n ≥ 1 rows of the shape of the input layer; a floating type, any strides,
   *     finite
   * @return [n × out…], a new array of {@code FLOAT}, which the caller closes or leaves to the
   *     garbage collector
   * @throws IllegalArgumentException if x does not fit
   * @throws IllegalStateException if an output is not finite, or the model is closed
   * @throws NullPointerException if x is null
   */
  @Override
  public final INDArray predict(INDArray x) {
    PassPool.Borrowed pass = borrow();
    try {
      return pass.predictor().arrays().predict(x);
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Writes the network's output for each row of x into an existing array. On the engine {@code CPU}
   * it allocates no objects if both are row-major {@code FLOAT}. If a row of x or of the output is
   * not finite, rows before it may have been written.
   *
   * @param x [n × in…], as in {@link #predict(INDArray)}
   * @param result [n × out…], {@code FLOAT}, any strides; overwritten
   * @throws IllegalArgumentException if x or the result does not fit
   * @throws IllegalStateException if an output is not finite, or the model is closed
   * @throws NullPointerException if x or the result is null
   */
  public final void predict(INDArray x, INDArray result) {
    PassPool.Borrowed pass = borrow();
    try {
      pass.predictor().arrays().predict(x, result);
    } finally {
      giveBack(pass);
    }
  }

  @Override
  public final float[][] predict(float[][] rows) {
    PassPool.Borrowed pass = borrow();
    try {
      return pass.predictor().rows().predict(rows);
    } finally {
      giveBack(pass);
    }
  }

  @Override
  public final float[][] probabilities(float[][] rows) {
    PassPool.Borrowed pass = borrow();
    try {
      return pass.predictor().rows().probabilities(rows);
    } finally {
      giveBack(pass);
    }
  }

  @Override
  public final int[] predictClasses(float[][] rows) {
    PassPool.Borrowed pass = borrow();
    try {
      return pass.predictor().rows().predictClasses(rows);
    } finally {
      giveBack(pass);
    }
  }

  @Override
  public final int[] predictClasses(float[][] rows, double threshold) {
    PassPool.Borrowed pass = borrow();
    try {
      return pass.predictor().rows().predictClasses(rows, threshold);
    } finally {
      giveBack(pass);
    }
  }

  @Override
  public final float[] predict(float... row) {
    PassPool.Borrowed pass = borrow();
    try {
      return pass.predictor().row().predict(row);
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Writes the network's output for one row into an existing array. On the engine {@code CPU} it
   * allocates no objects. A call that throws has changed nothing.
   *
   * @param row as in {@link #predict(float...)}
   * @param output of the length of one output; overwritten; it may be the row itself
   * @throws IllegalArgumentException if one of them does not fit
   * @throws IllegalStateException if an output is not finite, or the model is closed
   * @throws NullPointerException if one of them is null
   */
  public final void predict(float[] row, float[] output) {
    PassPool.Borrowed pass = borrow();
    try {
      pass.predictor().row().predict(row, output);
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Returns the probability of each class: softmax of the logits with cross entropy, their sigmoid
   * with binary cross entropy.
   *
   * @param x [n × in…], as in {@link #predict(INDArray)}
   * @return [n × out], in [0, 1], a new array as {@link #predict(INDArray)} returns; with cross
   *     entropy each row adds up to 1
   * @throws IllegalArgumentException if x does not fit
   * @throws IllegalStateException if the loss takes no logits, an output is not finite, or the
   *     model is closed
   * @throws NullPointerException if x is null
   */
  @Override
  public final INDArray probabilities(INDArray x) {
    PassPool.Borrowed pass = borrow();
    try {
      return pass.predictor().arrays().probabilities(x);
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Writes the probability of each class of one row into an existing array. On the engine {@code
   * CPU} it allocates no objects. A call that throws has changed nothing.
   *
   * @param row as in {@link #predict(float...)}
   * @param output of the length of one output; overwritten with numbers in [0, 1], as {@link
   *     #probabilities(INDArray)} returns them
   * @throws IllegalArgumentException if one of them does not fit
   * @throws IllegalStateException if the loss takes no logits, an output is not finite, or the
   *     model is closed
   * @throws NullPointerException if one of them is null
   */
  public final void probabilities(float[] row, float[] output) {
    PassPool.Borrowed pass = borrow();
    try {
      pass.predictor().row().probabilities(row, output);
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Returns the most likely class of each row: the number of the largest logit with cross entropy;
   * with binary cross entropy 1 where the probability is above ½, and 0 elsewhere.
   *
   * @param x [n × in…], as in {@link #predict(INDArray)}
   * @return n class numbers
   * @throws IllegalArgumentException if x does not fit
   * @throws IllegalStateException if the loss takes no logits, there are several yes-or-no outputs
   *     for each row, an output is not finite, or the model is closed
   * @throws NullPointerException if x is null
   */
  @Override
  public final int[] predictClasses(INDArray x) {
    PassPool.Borrowed pass = borrow();
    try {
      return pass.predictor().arrays().predictClasses(x);
    } finally {
      giveBack(pass);
    }
  }

  @Override
  public final int[] predictClasses(INDArray x, double threshold) {
    return call(predictor -> predictor.arrays().predictClasses(x, threshold));
  }

  @Override
  public final int[][] predictStepClasses(INDArray x) {
    return call(predictor -> predictor.arrays().predictStepClasses(x));
  }

  @Override
  public final int predictClass(float... row) {
    PassPool.Borrowed pass = borrow();
    try {
      return pass.predictor().row().predictClass(row);
    } finally {
      giveBack(pass);
    }
  }

  @Override
  public final int predictClass(float[] row, double threshold) {
    PassPool.Borrowed pass = borrow();
    try {
      return pass.predictor().row().predictClass(row, threshold);
    } finally {
      giveBack(pass);
    }
  }

  @Override
  public final float[] probabilities(float... row) {
    return call(predictor -> predictor.row().probabilities(row));
  }

  @Override
  public final float[] predict(Map<String, ?> row) {
    Rows features = Tables.row(this, row);
    return call(predictor -> predictor.row().predict(features));
  }

  @Override
  public final float predictValue(Map<String, ?> row) {
    Rows features = Tables.row(this, row);
    return call(predictor -> predictor.row().predictValue(features));
  }

  @Override
  public final float[] probabilities(Map<String, ?> row) {
    Rows features = Tables.row(this, row);
    return call(predictor -> predictor.row().probabilities(features));
  }

  @Override
  public final int predictClass(Map<String, ?> row) {
    Rows features = Tables.row(this, row);
    return call(predictor -> predictor.row().predictClass(features));
  }

  @Override
  public final int predictClass(Map<String, ?> row, double threshold) {
    Rows features = Tables.row(this, row);
    return call(predictor -> predictor.row().predictClass(features, threshold));
  }

  /** Returns the shape of a row of the input. */
  final long[] inputShape() {
    return call(Predictor::inputShape);
  }

  private <T> T call(Function<Predictor, T> prediction) {
    PassPool.Borrowed pass = borrow();
    try {
      return prediction.apply(pass.predictor());
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Returns the meaning of the columns of the table that the network was trained on, to read other
   * tables in the same way, as in {@code Data.csv(file).as(columns).readFeatures()}; empty if it
   * was not a table.
   */
  @Override
  public final Optional<Columns> columns() {
    return savedColumns();
  }

  /**
   * Returns the names of the classes, in the order of their numbers: those of the table that the
   * network was trained on, or the constants of the enum that it declares; empty if they have none.
   */
  @Override
  public final List<String> classNames() {
    return savedClasses();
  }

  /**
   * Returns whether the network predicts classes, or answers of yes or no, rather than values.
   *
   * @throws IllegalStateException if the model is closed
   */
  public final boolean hasClasses() {
    PassPool.Borrowed pass = borrow();
    try {
      return pass.predictor().logits().isClassification();
    } finally {
      giveBack(pass);
    }
  }
}
