package org.netwright.benchmarks.protocol;

/** A saved network of {@link Task#MLP} that a library has loaded, as a service uses it. */
public interface Server extends AutoCloseable {
  /** Returns the probabilities of the classes for one row. */
  float[] answer(float[] row);

  /** Returns the probabilities of the classes for each row. */
  float[][] answer(float[][] rows);

  @Override
  void close();
}
