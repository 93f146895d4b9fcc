package org.netwright.runtime.internal.kernels.cpu;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.threads.PieceThreads;

/** Functions of each element, or of each pair, tile by tile. Threads share ranges of tiles. */
final class ElementLoops implements PieceThreads.Work {
  private final TileArrays[] pieces = new TileArrays[PieceThreads.PROCESSORS];
  private int count;
  private long length;
  private float parameter;
  private float second;
  private Tiles.@Nullable Transform transform;
  private Tiles.@Nullable Combination combination;
  private Tiles.@Nullable Derivation derivation;
  private Tiles.@Nullable Accumulation accumulation;
  private @Nullable FloatMemory x;
  private @Nullable FloatMemory y;
  private @Nullable FloatMemory out;

  /**
   * Makes loops.
   *
   * @param own the arrays of the first piece, which its owner does not use meanwhile
   */
  ElementLoops(TileArrays own) {
    pieces[0] = own;
  }

  /** Writes a function of each element of {@code newX}. */
  void map(
      FloatMemory newX,
      FloatMemory newOut,
      long newLength,
      float newParameter,
      Tiles.Transform function) {
    forget();
    transform = function;
    run(newX, null, newOut, newLength, newParameter);
  }

  /** Writes a function of each pair of elements. */
  void combine(
      FloatMemory newX,
      FloatMemory newY,
      FloatMemory newOut,
      long newLength,
      float newParameter,
      Tiles.Combination function) {
    forget();
    combination = function;
    run(newX, newY, newOut, newLength, newParameter);
  }

  /** Writes a function of each element of {@code newX} with two numbers. */
  void derive(
      FloatMemory newX,
      FloatMemory newOut,
      long newLength,
      float first,
      float newSecond,
      Tiles.Derivation function) {
    forget();
    derivation = function;
    second = newSecond;
    run(newX, null, newOut, newLength, first);
  }

  /** Adds a function of each element of {@code newX} with two numbers to a gradient. */
  void accumulate(
      FloatMemory newX,
      FloatMemory gradient,
      long newLength,
      float first,
      float newSecond,
      Tiles.Accumulation function) {
    forget();
    accumulation = function;
    second = newSecond;
    run(newX, gradient, gradient, newLength, first);
  }

  private void forget() {
    transform = null;
    combination = null;
    derivation = null;
    accumulation = null;
  }

  private void run(
      FloatMemory newX,
      @Nullable FloatMemory newY,
      FloatMemory newOut,
      long newLength,
      float newParameter) {
    x = newX;
    y = newY;
    out = newOut;
    length = newLength;
    parameter = newParameter;
    count = SharedWork.pieces(length, tiles());
    for (int i = 1; i < count; i++) {
      if (pieces[i] == null) {
        pieces[i] = new TileArrays();
      }
    }
    SharedWork.run(this, count);
    x = null;
    y = null;
    out = null;
  }

  private int tiles() {
    return Math.toIntExact((length - 1) / Tiles.SIZE + 1);
  }

  @Override
  public void piece(int index) {
    TileArrays own = pieces[index];
    FloatMemory from = x;
    FloatMemory to = out;
    if (from == null || to == null) {
      throw new IllegalStateException("without arrays");
    }
    int end = SharedWork.cut(tiles(), index + 1, count);
    for (int tile = SharedWork.cut(tiles(), index, count); tile < end; tile++) {
      long first = (long) tile * Tiles.SIZE;
      int n = Tiles.size(first, length);
      from.get(first, own.a, n);
      if (transform != null) {
        transform.apply(own.a, parameter, n, own);
        to.put(first, own.a, n);
      } else if (derivation != null) {
        derivation.apply(own.a, parameter, second, n);
        to.put(first, own.a, n);
      } else if (combination != null && y != null) {
        y.get(first, own.b, n);
        combination.apply(own.a, own.b, parameter, n, own);
        to.put(first, own.b, n);
      } else if (accumulation != null && y != null) {
        y.get(first, own.b, n);
        accumulation.apply(own.a, own.b, parameter, second, n);
        to.put(first, own.b, n);
      }
    }
  }
}
