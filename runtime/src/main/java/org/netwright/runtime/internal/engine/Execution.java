package org.netwright.runtime.internal.engine;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.Engine;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.kernels.RowPenalties;

/**
 * How an engine runs passes and reads and copies the numbers of tensors. It belongs to one trainer
 * or one pass of a model, and one thread at a time uses it.
 */
public abstract sealed class Execution permits CpuExecution, Nd4jExecution {
  /** How far a sum of probabilities may be from 1, to allow for rounding. */
  public static final double SUM_TOLERANCE = 1e-3;

  Execution() {}

  /** Returns a new execution of an engine, for tensors of a type. */
  public static Execution of(Engine engine, DataType dataType) {
    return switch (engine) {
      case CPU -> CpuExecution.of(dataType);
      case ND4J -> new Nd4jExecution();
    };
  }

  /** Returns new operations of the engine. */
  public abstract EngineKernels newKernels();

  /** Returns new operations that defer the gradients of penalties on rows of embeddings. */
  public abstract EngineKernels newKernels(RowPenalties penalties);

  /**
   * Runs a pass on {@code n} rows. To allocate nothing, keep the function: a lambda that captures
   * is a new object in each call.
   */
  public abstract <T> T run(IntFunction<T> pass, int n);

  /** Runs an update after a pass on {@code n} rows; keep the function as for {@link #run}. */
  public abstract void update(Update update, int n, double rate);

  /** Returns the index of the first element of the first {@code n} rows not finite, or -1. */
  public abstract long firstNonFinite(BatchTensor tensor, int n);

  /**
   * Copies the {@code n} rows of an array, converted to the type of the tensor.
   *
   * @param array with the shape of the tensor; if it is {@linkplain #readsDirectly read directly},
   *     its rows may have more steps, which are left out
   * @return whether all copied elements are certainly finite; if not, they may also be so large
   *     that their sum overflows
   */
  public abstract boolean read(INDArray array, BatchTensor tensor, int n);

  /** Returns whether an array is copied to the memory of a tensor as it is. */
  public abstract boolean readsDirectly(INDArray array);

  /**
   * Scales what {@link #read(INDArray, BatchTensor, int)} has copied. Scaling is in double, so that
   * elements are not rounded before.
   */
  public abstract void scale(INDArray array, BatchTensor tensor, int n, StandardScaler scaler);

  /** Sets what follows the length of each of the first {@code n} rows, [steps × …], to 0. */
  public abstract void clearPadding(BatchTensor tensor, Lengths lengths, int n);

  /** Returns whether all elements that were copied from an array are between two bounds. */
  public abstract boolean isWithin(
      INDArray array, BatchTensor tensor, int n, double least, double greatest);

  /**
   * Returns whether elements of the first {@code n} rows are probabilities: none is negative, and
   * their sum is 1.
   *
   * @param first the index of the first of them
   * @param length how many
   */
  public abstract boolean areProbabilities(BatchTensor tensor, int n, long first, int length);

  /**
   * Copies one row, scaled if there is a scaler.
   *
   * @param row may have more steps than the tensor, which are left out
   */
  public abstract void read(float[] row, BatchTensor tensor, @Nullable StandardScaler scaler);

  /**
   * Writes {@code n} rows of groups that are 1 in the column of their class and 0 elsewhere.
   *
   * @param classes of each group; a negative number for one of zeros
   * @param groups how many a row has
   */
  public abstract void oneHot(int[] classes, int groups, int n, BatchTensor tensor);

  /**
   * Copies rows of a table, scaled if there is a scaler.
   *
   * @param rows their numbers
   * @param from the first of them to copy
   * @param n how many to copy
   */
  public abstract void read(
      Rows table, int[] rows, int from, int n, BatchTensor tensor, @Nullable StandardScaler scaler);

  /** Undoes a scaler on the first {@code n} rows of a tensor. */
  public abstract void unscale(BatchTensor tensor, int n, StandardScaler scaler);

  /** Returns one element of the first {@code n} rows. */
  public abstract double element(BatchTensor tensor, int n, long index);

  /**
   * Copies the first {@code n} rows of a tensor to an array of their shape and type. If it has more
   * steps, these become 0.
   */
  public abstract void copy(BatchTensor tensor, int n, INDArray result);

  /** Copies the first {@code n} rows of a tensor to the start of an array that is long enough. */
  public abstract void copy(BatchTensor tensor, int n, double[] elements);

  /** Writes the first {@code n} rows of a tensor, from the start of an array. */
  public abstract void write(double[] elements, int n, BatchTensor tensor);

  /** Copies the first row of a tensor; steps that it has not become 0. */
  public abstract void copy(BatchTensor tensor, float[] row);

  /** Returns the square root of the sum of the squares of all elements. */
  public abstract double norm(ParameterTensor tensor);

  /** Returns the number of elements that are 0. */
  public abstract long zeros(ParameterTensor tensor);

  /** The part of a step that follows the losses. */
  @FunctionalInterface
  public interface Update {
    void run(int n, double rate);
  }
}
