package org.netwright.runtime.internal.memory;

import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sasum;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_scopy;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The elements of a dense row-major array of floats on the CPU: as a pointer for native code, and
 * as heap arrays for Java.
 *
 * <p>Loops over Java arrays are compiled to vector instructions; of those over direct buffers, not
 * all are. So Java code copies a tile, works on it and copies it back, which costs a fraction of
 * what the vectors save.
 *
 * <p>Whether its own array was closed is not checked: to use the memory then may end the process.
 */
public final class FloatMemory {
  /** So few magnitudes that BLAS adds them up in float. */
  private static final int BLOCK = 4096;

  private static final float[] ZEROS = new float[1024];

  /** A buffer holds fewer than 2³¹ bytes, so that a long array takes several. */
  private static final int SEGMENT_BITS = 30 - Integer.numberOfTrailingZeros(Float.BYTES);

  /** Kept, so that the memory is not freed while this object uses it. */
  private final Object owner;

  private final NativeFloats pointer;
  private final int segmentBits;
  private final FloatBuffer[] segments;
  private final NativeFloats mover = new NativeFloats();
  private final NativeFloats own = new NativeFloats();

  /** Made when it is needed: most memory is never added up. */
  private @Nullable FloatSums sums;

  /**
   * Looks at an array.
   *
   * @param array of the type {@code FLOAT}, dense and row-major, with an ND4J backend on the CPU
   */
  public FloatMemory(INDArray array) {
    this(array, SEGMENT_BITS);
  }

  /** Looks at an array through segments of {@code 2^segmentBits} elements. */
  FloatMemory(INDArray array, int segmentBits) {
    this(array.data(), addressOf(array), array.length(), segmentBits);
  }

  /**
   * Looks at floats that begin at an address.
   *
   * @param owner frees them when nothing refers to it
   */
  FloatMemory(Object owner, long address, long length) {
    this(owner, address, length, SEGMENT_BITS);
  }

  private FloatMemory(Object owner, long address, long length, int segmentBits) {
    this.owner = owner;
    this.segmentBits = segmentBits;
    long segmentLength = 1L << segmentBits;
    this.pointer = new NativeFloats().at(address, length);
    this.segments = new FloatBuffer[Math.toIntExact((length - 1) / segmentLength + 1)];
    for (int i = 0; i < segments.length; i++) {
      long first = i * segmentLength;
      long end = Math.min(length, first + segmentLength);
      NativeFloats segment = new NativeFloats().at(address + first * Float.BYTES, end - first);
      segments[i] = segment.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
    }
  }

  /** Returns a part of this memory, which begins at an index. */
  public FloatMemory part(long index, long length) {
    return new FloatMemory(owner, pointer.address() + index * Float.BYTES, length, segmentBits);
  }

  /**
   * Returns whether the array can be looked at without a copy. Those of a {@code MemoryWorkspace}
   * cannot: whether it still holds them, ND4J's operations check.
   */
  public static boolean isDense(INDArray array) {
    if (array.dataType() != DataType.FLOAT || array.isAttached()) {
      return false;
    }
    long[] shape = array.shape();
    long[] strides = array.stride();
    long dense = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] != 1 && strides[i] != dense) {
        return false;
      }
      dense *= shape[i];
    }
    return dense > 0;
  }

  /** Returns a pointer to the first element; it lives as long as the array does. */
  public FloatPointer pointer() {
    return pointer;
  }

  /** Copies {@code length} elements from {@code index} on to the start of a tile. */
  public void get(long index, float[] tile, int length) {
    get(index, tile, 0, length);
  }

  /** Copies the first {@code length} elements of a tile to {@code index} and on. */
  public void put(long index, float[] tile, int length) {
    put(index, tile, 0, length);
  }

  /** Copies {@code length} elements from {@code index} on to a place in a tile. */
  public void get(long index, float[] tile, int first, int length) {
    FloatBuffer segment = segmentOf(index);
    int size = Math.min(length, segment.capacity() - within(index));
    segment.get(within(index), tile, first, size);
    if (size < length) {
      get(index + size, tile, first + size, length - size);
    }
  }

  /** Copies {@code length} elements of a tile to {@code index} and on. */
  public void put(long index, float[] tile, int first, int length) {
    FloatBuffer segment = segmentOf(index);
    int size = Math.min(length, segment.capacity() - within(index));
    segment.put(within(index), tile, first, size);
    if (size < length) {
      put(index + size, tile, first + size, length - size);
    }
  }

  /** Sets one element. */
  public void put(long index, float element) {
    segmentOf(index).put(within(index), element);
  }

  /** Sets the first {@code length} elements to 0. */
  public void clear(long length) {
    Pointer.memset(pointer, 0, length * Float.BYTES);
  }

  /** Sets {@code length} elements from an index on to 0. */
  public void clear(long index, long length) {
    long first = index;
    while (first < index + length) {
      int size = (int) Math.min(ZEROS.length, index + length - first);
      put(first, ZEROS, size);
      first += size;
    }
  }

  /**
   * Copies all elements of an array to the start of this memory.
   *
   * @param array {@linkplain #isDense dense}, not longer than this memory
   * @throws IllegalStateException if it was closed
   */
  public void copyFrom(INDArray array) {
    copy(mover.at(addressOf(array), array.length()), pointer, array.length());
  }

  /**
   * Copies the first elements of this memory over all of an array.
   *
   * @param array {@linkplain #isDense dense}, not longer than this memory
   * @throws IllegalStateException if it was closed
   */
  public void copyTo(INDArray array) {
    copy(pointer, mover.at(addressOf(array), array.length()), array.length());
  }

  /**
   * Copies the first elements of each row of an array one after another to the start of this
   * memory.
   *
   * @param array {@linkplain #isDense dense}, with {@code n} rows
   * @param length how many elements of each row
   * @throws IllegalStateException if it was closed
   */
  public void copyRowsFrom(INDArray array, int n, long length) {
    long rows = addressOf(array);
    long stride = array.length() / n * Float.BYTES;
    for (int row = 0; row < n; row++) {
      copy(mover.at(rows + row * stride, length), row(row, length), length);
    }
  }

  /**
   * Copies the rows of this memory to the first elements of the rows of an array, whose other
   * elements become 0.
   *
   * @param array {@linkplain #isDense dense}, with {@code n} rows
   * @param length how many elements a row of this memory has
   * @throws IllegalStateException if it was closed
   */
  public void copyRowsTo(INDArray array, int n, long length) {
    long rows = addressOf(array);
    long stride = array.length() / n * Float.BYTES;
    long rest = array.length() / n - length;
    for (int row = 0; row < n; row++) {
      long first = rows + row * stride;
      copy(row(row, length), mover.at(first, length), length);
      if (rest > 0) {
        Pointer.memset(mover.at(first + length * Float.BYTES, rest), 0, rest * Float.BYTES);
      }
    }
  }

  private FloatPointer row(int row, long length) {
    return own.at(pointer.address() + row * length * Float.BYTES, length);
  }

  /** Returns the number of elements. */
  public long length() {
    return pointer.capacity();
  }

  /**
   * Returns the number of elements as BLAS takes it.
   *
   * @throws IllegalArgumentException if they are too many
   */
  public int blasLength() {
    return requireBlasLength(length());
  }

  /**
   * Returns the sum of the first {@code length} elements, blocks of them in float, the blocks in
   * double. The order of additions depends on the length alone, not on the address.
   */
  public double sum(long length) {
    return sums().sum(this, length, FloatSums::self);
  }

  /** Returns the sum of the magnitudes of the first {@code length} elements, as {@link #sum}. */
  public double sumOfSizes(long length) {
    return sums().sum(this, length, FloatSums::size);
  }

  /** Returns the sum of the squares of the first {@code length} elements, as {@link #sum}. */
  public double sumOfSquares(long length) {
    return sums().sum(this, length, FloatSums::square);
  }

  /**
   * Returns whether the first {@code length} elements are certainly finite. If this returns false,
   * an element is not finite, or elements are so large that their sum is not.
   */
  public boolean isCertainlyFinite(long length) {
    double sum = 0;
    for (long first = 0; first < length; first += BLOCK) {
      int size = (int) Math.min(BLOCK, length - first);
      // The digits of this sum depend on the address. It is only looked at for overflow.
      sum += cblas_sasum(size, mover.at(pointer.address() + first * Float.BYTES, size), 1);
    }
    return Double.isFinite(sum);
  }

  private FloatSums sums() {
    if (sums == null) {
      sums = new FloatSums();
    }
    return sums;
  }

  /** Returns whether each of the first {@code length} elements lies between two bounds. */
  public boolean isWithin(long length, double least, double greatest) {
    for (long i = 0; i < length; i++) {
      float element = segmentOf(i).get(within(i));
      if (element < least || element > greatest) {
        return false;
      }
    }
    return true;
  }

  /** Returns the index of the first of {@code length} elements that is not finite, or −1. */
  public long firstNonFinite(long length) {
    for (long i = 0; i < length; i++) {
      if (!Float.isFinite(segmentOf(i).get(within(i)))) {
        return i;
      }
    }
    return -1;
  }

  /** Returns one element. */
  public float get(long index) {
    return segmentOf(index).get(within(index));
  }

  private FloatBuffer segmentOf(long index) {
    return segments[(int) (index >>> segmentBits)];
  }

  private int within(long index) {
    return (int) (index & ((1L << segmentBits) - 1));
  }

  private static void copy(FloatPointer from, FloatPointer to, long length) {
    cblas_scopy(requireBlasLength(length), from, 1, to, 1);
  }

  private static int requireBlasLength(long length) {
    if (length > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "expected an array of fewer than 2³¹ elements, got %d; use smaller mini-batches"
              .formatted(length));
    }
    return (int) length;
  }

  private static long addressOf(INDArray array) {
    return array.data().address() + array.offset() * Float.BYTES;
  }
}
