package org.netwright.runtime.internal.memory;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.internal.nd4j.Nd4jThread;

/** Memory of our own. ND4J is loaded when it is first asked for as an array. */
final class OwnMemory extends TensorMemory {
  private static final int TILE = 4096;

  private final NativeBlock block;
  private final @Nullable FloatMemory floats;
  private final @Nullable DoubleMemory doubles;
  private volatile @Nullable INDArray array;
  private volatile boolean closed;

  private OwnMemory(DataType dataType, long length, NativeBlock block) {
    super(dataType, length);
    this.block = block;
    boolean isFloat = dataType == DataType.FLOAT;
    this.floats = isFloat ? new FloatMemory(block, block.address(), length) : null;
    this.doubles = isFloat ? null : new DoubleMemory(block, block.address(), length);
  }

  static OwnMemory ofZeros(DataType dataType, long length) {
    return new OwnMemory(dataType, length, NativeBlock.zeros(length * dataType.width()));
  }

  static OwnMemory ofAny(DataType dataType, long length) {
    return new OwnMemory(dataType, length, NativeBlock.uninitialized(length * dataType.width()));
  }

  @Override
  public FloatMemory floats() {
    if (floats == null) {
      throw new IllegalStateException("the memory is of the type " + dataType());
    }
    return floats;
  }

  @Override
  public DoubleMemory doubles() {
    if (doubles == null) {
      throw new IllegalStateException("the memory is of the type " + dataType());
    }
    return doubles;
  }

  /** Synchronized, so that threads that share parameters share the array. */
  @Override
  public synchronized INDArray array() {
    if (closed) {
      throw new IllegalStateException("the memory was freed");
    }
    INDArray current = array;
    if (current == null) {
      current = Nd4jThread.call(this::newArray);
      array = current;
    }
    return current;
  }

  private INDArray newArray() {
    DataBuffer buffer;
    if (dataType() == DataType.FLOAT) {
      FloatPointer pointer = new Floats(block, length());
      buffer = Nd4j.createBuffer(pointer, dataType(), length(), FloatIndexer.create(pointer));
    } else {
      DoublePointer pointer = new Doubles(block, length());
      buffer = Nd4j.createBuffer(pointer, dataType(), length(), DoubleIndexer.create(pointer));
    }
    INDArray view = Nd4j.create(buffer, new long[] {length()}, new long[] {1}, 0, 'c');
    // Only close() of this class may close it.
    view.setCloseable(false);
    return view;
  }

  @Override
  public double get(long index) {
    return floats != null ? floats.get(index) : doubles().get(index);
  }

  @Override
  public void put(long index, double element) {
    if (floats != null) {
      floats.put(index, (float) element);
    } else {
      doubles().put(index, element);
    }
  }

  @Override
  public void get(long index, double[] elements, int count) {
    if (doubles != null) {
      doubles.get(index, elements, count);
      return;
    }
    float[] tile = new float[Math.min(count, TILE)];
    for (int first = 0; first < count; first += tile.length) {
      int n = Math.min(tile.length, count - first);
      floats().get(index + first, tile, n);
      for (int i = 0; i < n; i++) {
        elements[first + i] = tile[i];
      }
    }
  }

  @Override
  public void get(long index, float[] elements, int count) {
    if (floats != null) {
      floats.get(index, elements, count);
      return;
    }
    double[] tile = new double[Math.min(count, TILE)];
    for (int first = 0; first < count; first += tile.length) {
      int n = Math.min(tile.length, count - first);
      doubles().get(index + first, tile, n);
      for (int i = 0; i < n; i++) {
        elements[first + i] = (float) tile[i];
      }
    }
  }

  @Override
  public void put(long index, double[] elements, int count) {
    if (doubles != null) {
      doubles.put(index, elements, count);
      return;
    }
    float[] tile = new float[Math.min(count, TILE)];
    for (int first = 0; first < count; first += tile.length) {
      int n = Math.min(tile.length, count - first);
      for (int i = 0; i < n; i++) {
        tile[i] = (float) elements[first + i];
      }
      floats().put(index + first, tile, n);
    }
  }

  @Override
  public void put(long index, float[] elements, int count) {
    if (floats != null) {
      floats.put(index, elements, count);
      return;
    }
    double[] tile = new double[Math.min(count, TILE)];
    for (int first = 0; first < count; first += tile.length) {
      int n = Math.min(tile.length, count - first);
      for (int i = 0; i < n; i++) {
        tile[i] = elements[first + i];
      }
      doubles().put(index + first, tile, n);
    }
  }

  @Override
  public void fill(long index, long count, double element) {
    if (element == 0 && floats != null) {
      floats.clear(index, count);
    } else if (element == 0 && doubles != null) {
      doubles.clear(index, count);
    } else {
      super.fill(index, count, element);
    }
  }

  @Override
  public void copy(TensorMemory other, long from, long to, long count) {
    if (other instanceof OwnMemory own && own.dataType() == dataType()) {
      int width = dataType().width();
      Pointer source = new Bytes(own.block, from * width, count * width);
      Pointer.memcpy(new Bytes(block, to * width, count * width), source, count * width);
    } else {
      super.copy(other, from, to, count);
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    INDArray current = array;
    if (current != null) {
      // Frees nothing. Whoever still has a view is told, instead of reading freed memory.
      current.setCloseable(true);
      current.close();
    }
    block.free();
  }

  /** Points into a block. */
  private static final class Bytes extends Pointer {
    Bytes(NativeBlock block, long first, long length) {
      super((Pointer) null);
      address = block.address() + first;
      limit = length;
      capacity = length;
    }
  }

  /** Keeps the block for as long as ND4J's buffer, and views of it, are in use. */
  private static final class Floats extends FloatPointer {
    @SuppressWarnings("UnusedVariable")
    private final NativeBlock block;

    Floats(NativeBlock block, long length) {
      super((Pointer) null);
      this.block = block;
      address = block.address();
      limit = length;
      capacity = length;
    }
  }

  /** As {@link Floats}. */
  private static final class Doubles extends DoublePointer {
    @SuppressWarnings("UnusedVariable")
    private final NativeBlock block;

    Doubles(NativeBlock block, long length) {
      super((Pointer) null);
      this.block = block;
      address = block.address();
      limit = length;
      capacity = length;
    }
  }
}
