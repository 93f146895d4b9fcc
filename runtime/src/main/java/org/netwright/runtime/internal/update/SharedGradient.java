package org.netwright.runtime.internal.update;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.parameters.ParameterVector;

/**
 * The mean of the gradients of all replicas of a network, weighted by their numbers of examples:
 * the gradient of a loss that is the mean over all of these examples. A penalty on parameters is
 * part of each gradient, and so of the mean, once.
 *
 * <p>Each replica adds up one part of the gradients, in double and in the order of the replicas,
 * and sends the mean to the others: all have the same bits afterwards. Of a table, a replica adds
 * up the rows whose number leaves its own as the remainder of a division by the number of replicas.
 */
public final class SharedGradient {
  private final ParameterVector parameters;
  private final Execution execution;
  private final GradientExchange exchange;
  private final boolean isDouble;
  private final int elementBytes;

  /** Makes one for the gradients in a vector. */
  public SharedGradient(
      ParameterVector parameters, Execution execution, GradientExchange exchange) {
    this.parameters = parameters;
    this.execution = execution;
    this.exchange = exchange;
    this.isDouble = parameters.flatGradients().dataType() == DataType.DOUBLE;
    this.elementBytes = isDouble ? Double.BYTES : Float.BYTES;
  }

  /**
   * Replaces the gradient in the vector by the mean over all replicas.
   *
   * @param examples how many the gradient is the mean over; 0 if it does not count
   * @param losses means over the same examples, which become means over those of all replicas
   */
  public void mean(int examples, double[] losses) {
    double[] dense = parameters.flatGradients().tensor().elements();
    int count = exchange.count();
    byte[][] parts = new byte[count][];
    Rows[] tables = new Rows[parameters.tableCount()];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = Rows.of(parameters.table(i).gradient(), execution);
    }
    for (int i = 0; i < count; i++) {
      parts[i] = part(i, examples, losses, dense, tables);
    }
    byte[] mean = meanOf(exchange.exchange(parts), dense, losses);
    byte[][] results = new byte[count][];
    for (int i = 0; i < count; i++) {
      results[i] = mean;
    }
    write(exchange.exchange(results), dense);
  }

  private int first(int replica, double[] dense) {
    return (int) ((long) dense.length * replica / exchange.count());
  }

  private byte[] part(int to, int examples, double[] losses, double[] dense, Rows[] tables) {
    int first = first(to, dense);
    int length = first(to + 1, dense) - first;
    Rows[] own = new Rows[tables.length];
    int head = Integer.BYTES + losses.length * Double.BYTES;
    for (int i = 0; i < own.length; i++) {
      own[i] = tables[i].of(to, exchange.count());
    }
    byte[] bytes = new byte[size(head, length, own)];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.putInt(examples);
    for (double loss : losses) {
      buffer.putDouble(loss);
    }
    put(buffer, dense, first, length);
    for (Rows rows : own) {
      put(buffer, rows);
    }
    return bytes;
  }

  /** Returns the mean of the parts that the replicas have sent to this one. */
  private byte[] meanOf(byte[][] received, double[] dense, double[] losses) {
    ByteBuffer[] buffers = new ByteBuffer[received.length];
    int[] examples = new int[received.length];
    long all = 0;
    for (int i = 0; i < received.length; i++) {
      buffers[i] = ByteBuffer.wrap(received[i]);
      examples[i] = buffers[i].getInt();
      all += examples[i];
    }
    int first = first(exchange.index(), dense);
    double[] sum = new double[first(exchange.index() + 1, dense) - first];
    Arrays.fill(losses, 0);
    Rows[] tables = new Rows[parameters.tableCount()];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = new Rows(parameters.table(i).gradient().values().rowLength());
    }
    for (int i = 0; i < buffers.length; i++) {
      // What does not count may be anything, and 0 · ∞ is not 0.
      if (examples[i] > 0) {
        add(buffers[i], (double) examples[i] / all, losses, sum, tables);
      }
    }
    byte[] bytes = new byte[size(0, sum.length, tables)];
    ByteBuffer result = ByteBuffer.wrap(bytes);
    put(result, sum, 0, sum.length);
    for (Rows rows : tables) {
      put(result, rows);
    }
    return bytes;
  }

  private void add(ByteBuffer from, double weight, double[] losses, double[] dense, Rows[] tables) {
    for (int i = 0; i < losses.length; i++) {
      losses[i] += weight * from.getDouble();
    }
    for (int i = 0; i < dense.length; i++) {
      dense[i] += weight * get(from);
    }
    for (Rows rows : tables) {
      int n = from.getInt();
      for (int i = 0; i < n; i++) {
        double[] row = rows.row(from.getInt());
        for (int j = 0; j < row.length; j++) {
          row[j] += weight * get(from);
        }
      }
    }
  }

  /** Writes the means, of which each replica has sent a part. */
  private void write(byte[][] received, double[] dense) {
    Rows[] tables = new Rows[parameters.tableCount()];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = new Rows(parameters.table(i).gradient().values().rowLength());
    }
    int next = 0;
    for (int i = 0; i < received.length; i++) {
      ByteBuffer from = ByteBuffer.wrap(received[i]);
      for (int end = first(i + 1, dense); next < end; next++) {
        dense[next] = get(from);
      }
      for (Rows rows : tables) {
        int n = from.getInt();
        for (int row = 0; row < n; row++) {
          double[] elements = rows.row(from.getInt());
          for (int j = 0; j < elements.length; j++) {
            elements[j] = get(from);
          }
        }
      }
    }
    parameters.flatGradients().tensor().assign(dense);
    for (int i = 0; i < tables.length; i++) {
      tables[i].writeTo(parameters.table(i).gradient(), execution);
    }
  }

  private int size(int head, int dense, Rows[] tables) {
    long size = head + (long) dense * elementBytes;
    for (Rows rows : tables) {
      long width = rows.width * elementBytes;
      size += Integer.BYTES + rows.elements.size() * (Integer.BYTES + width);
    }
    if (size > Integer.MAX_VALUE - 64) {
      throw new IllegalStateException(
          "a replica's part of the gradient has %d bytes, more than 2³¹; use more replicas"
              .formatted(size));
    }
    return (int) size;
  }

  private void put(ByteBuffer to, Rows rows) {
    to.putInt(rows.elements.size());
    rows.elements.forEach(
        (row, elements) -> {
          to.putInt(row);
          put(to, elements, 0, elements.length);
        });
  }

  private void put(ByteBuffer to, double[] elements, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (isDouble) {
        to.putDouble(elements[i]);
      } else {
        to.putFloat((float) elements[i]);
      }
    }
  }

  private double get(ByteBuffer from) {
    return isDouble ? from.getDouble() : from.getFloat();
  }

  /** The gradients of rows of a table, by their numbers, in the order in which they were added. */
  private static final class Rows {
    private final Map<Integer, double[]> elements = new LinkedHashMap<>();
    private final long width;

    Rows(long width) {
      this.width = width;
    }

    static Rows of(SparseGradient gradient, Execution execution) {
      Rows rows = new Rows(gradient.values().rowLength());
      int n = gradient.count();
      if (n > 0) {
        double[] all = new double[Math.toIntExact(n * rows.width)];
        execution.copy(gradient.values(), n, all);
        for (int i = 0; i < n; i++) {
          System.arraycopy(
              all, Math.toIntExact(i * rows.width), rows.row(gradient.row(i)), 0, (int) rows.width);
        }
      }
      return rows;
    }

    /** Returns the elements of a row, which are zeros at first. */
    double[] row(int number) {
      return elements.computeIfAbsent(number, n -> new double[(int) width]);
    }

    /** Returns those rows that a replica adds up. */
    Rows of(int replica, int count) {
      Rows part = new Rows(width);
      elements.forEach(
          (number, row) -> {
            if (number % count == replica) {
              part.elements.put(number, row);
            }
          });
      return part;
    }

    void writeTo(SparseGradient gradient, Execution execution) {
      gradient.clear();
      int n = elements.size();
      if (n == 0) {
        return;
      }
      int[] numbers = new int[n];
      double[] all = new double[Math.toIntExact(n * width)];
      int next = 0;
      for (Map.Entry<Integer, double[]> row : elements.entrySet()) {
        System.arraycopy(row.getValue(), 0, all, Math.toIntExact(next * width), (int) width);
        numbers[next++] = row.getKey();
      }
      gradient.addRows(numbers);
      execution.write(all, n, gradient.values());
    }
  }
}
