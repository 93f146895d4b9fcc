package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/** The passes over the tiles of one piece of a batch, with the memory that they need. */
final class BatchNormPiece {
  /** So few tiles that summing them in float loses almost nothing. */
  private static final int TILES = 64;

  /** Sums over the elements of a channel. */
  double[] sums = new double[0];

  double[] moreSums = new double[0];
  double[] distanceSums = new double[0];

  final ChannelTiles tiles;
  private final ChannelNumbers numbers;
  private final ChannelLayout layout;
  private final KeptTiles inputTiles;
  private final KeptTiles gradientTiles;
  private final float[] lanes = new float[Tiles.SIZE];
  private final float[] moreLanes = new float[Tiles.SIZE];
  private final float[] distanceLanes = new float[Tiles.SIZE];
  private final float[] center = new float[Tiles.SIZE];
  private final float[] slope = new float[Tiles.SIZE];
  private final float[] summand = new float[Tiles.SIZE];
  private final float[] factor = new float[Tiles.SIZE];

  BatchNormPiece(ChannelLayout layout, ChannelNumbers numbers) {
    this.layout = layout;
    this.numbers = numbers;
    this.tiles = new ChannelTiles(layout);
    this.inputTiles = new KeptTiles(tiles, layout);
    this.gradientTiles = new KeptTiles(tiles, layout);
  }

  /** Takes a piece of the layout, and begins with sums of 0. */
  void set(int index, int count) {
    tiles.set(index, count);
    if (sums.length < layout.channels) {
      sums = new double[layout.channels];
      moreSums = new double[layout.channels];
      distanceSums = new double[layout.channels];
    }
    clearSums();
  }

  void clearSums() {
    Arrays.fill(sums, 0, layout.channels, 0);
    Arrays.fill(moreSums, 0, layout.channels, 0);
    Arrays.fill(distanceSums, 0, layout.channels, 0);
  }

  /** Begins with a section. */
  void section(int index) {
    tiles.section(index);
    inputTiles.begin();
    gradientTiles.begin();
  }

  /** Adds up the distances of a section from the centers. */
  void addDistances(FloatMemory inputs) {
    if (!layout.byChannel) {
      tiles.expand(numbers.center, center);
    }
    float own = numbers.center[tiles.channel()];
    int count = tiles.tiles();
    for (int first = 0; first < count; first += TILES) {
      Arrays.fill(lanes, 0, tiles.size(0), 0);
      for (int tile = first; tile < Math.min(count, first + TILES); tile++) {
        float[] x = inputTiles.read(inputs, tile);
        if (layout.byChannel) {
          addDistances(x, own, lanes, tiles.size(tile));
        } else {
          addDistances(x, center, lanes, tiles.size(tile));
        }
      }
      tiles.addUp(lanes, sums);
    }
  }

  /** Adds up the squares of these distances. */
  void addSquares(FloatMemory inputs) {
    if (!layout.byChannel) {
      tiles.expand(numbers.center, center);
    }
    float own = numbers.center[tiles.channel()];
    int count = tiles.tiles();
    for (int first = 0; first < count; first += TILES) {
      Arrays.fill(lanes, 0, tiles.size(0), 0);
      for (int tile = first; tile < Math.min(count, first + TILES); tile++) {
        float[] x = inputTiles.read(inputs, tile);
        if (layout.byChannel) {
          addSquares(x, own, lanes, tiles.size(tile));
        } else {
          addSquares(x, center, lanes, tiles.size(tile));
        }
      }
      tiles.addUp(lanes, sums);
    }
  }

  /** Writes {@code (x − center) · slope + summand} of a section. */
  void normalize(FloatMemory inputs, FloatMemory out) {
    int channel = tiles.channel();
    float ownCenter = numbers.center[channel];
    float ownSlope = numbers.slope[channel];
    float ownSummand = numbers.summand[channel];
    if (!layout.byChannel) {
      tiles.expand(numbers.center, center);
      tiles.expand(numbers.slope, slope);
      tiles.expand(numbers.summand, summand);
    }
    int count = tiles.tiles();
    for (int tile = 0; tile < count; tile++) {
      float[] x = inputTiles.read(inputs, tile);
      if (layout.byChannel) {
        normalize(x, ownCenter, ownSlope, ownSummand, tiles.size(tile));
      } else {
        normalize(x, center, slope, summand, tiles.size(tile));
      }
      tiles.put(out, tile, x);
    }
  }

  /** Adds up the gradients of a section, their products with the distances, and the distances. */
  void addProducts(FloatMemory inputs, FloatMemory outGradients) {
    if (!layout.byChannel) {
      tiles.expand(numbers.center, center);
    }
    float own = numbers.center[tiles.channel()];
    int count = tiles.tiles();
    for (int first = 0; first < count; first += TILES) {
      int used = tiles.size(0);
      Arrays.fill(lanes, 0, used, 0);
      Arrays.fill(moreLanes, 0, used, 0);
      Arrays.fill(distanceLanes, 0, used, 0);
      for (int tile = first; tile < Math.min(count, first + TILES); tile++) {
        float[] x = inputTiles.read(inputs, tile);
        float[] g = gradientTiles.read(outGradients, tile);
        int n = tiles.size(tile);
        if (layout.byChannel) {
          addProducts(x, own, g, lanes, moreLanes, distanceLanes, n);
        } else {
          addProducts(x, center, g, lanes, moreLanes, distanceLanes, n);
        }
      }
      tiles.addUp(lanes, sums);
      tiles.addUp(moreLanes, moreSums);
      tiles.addUp(distanceLanes, distanceSums);
    }
  }

  /** Writes {@code (g − summand − (x − center) · slope) · factor} of a section. */
  void project(FloatMemory inputs, FloatMemory outGradients, FloatMemory out) {
    int channel = tiles.channel();
    float ownCenter = numbers.center[channel];
    float ownSlope = numbers.slope[channel];
    float ownSummand = numbers.summand[channel];
    float ownFactor = numbers.factor[channel];
    if (!layout.byChannel) {
      tiles.expand(numbers.center, center);
      tiles.expand(numbers.slope, slope);
      tiles.expand(numbers.summand, summand);
      tiles.expand(numbers.factor, factor);
    }
    int count = tiles.tiles();
    for (int tile = 0; tile < count; tile++) {
      float[] x = inputTiles.read(inputs, tile);
      float[] g = gradientTiles.read(outGradients, tile);
      if (layout.byChannel) {
        project(x, ownCenter, ownSlope, ownSummand, ownFactor, g, tiles.size(tile));
      } else {
        project(x, center, slope, summand, factor, g, tiles.size(tile));
      }
      tiles.put(out, tile, g);
    }
  }

  private static void addDistances(float[] x, float center, float[] sums, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += x[i] - center;
    }
  }

  private static void addDistances(float[] x, float[] center, float[] sums, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += x[i] - center[i];
    }
  }

  private static void addSquares(float[] x, float center, float[] sums, int n) {
    for (int i = 0; i < n; i++) {
      float distance = x[i] - center;
      sums[i] += distance * distance;
    }
  }

  private static void addSquares(float[] x, float[] center, float[] sums, int n) {
    for (int i = 0; i < n; i++) {
      float distance = x[i] - center[i];
      sums[i] += distance * distance;
    }
  }

  private static void normalize(float[] x, float center, float slope, float summand, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = (x[i] - center) * slope + summand;
    }
  }

  private static void normalize(float[] x, float[] center, float[] slope, float[] summand, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = (x[i] - center[i]) * slope[i] + summand[i];
    }
  }

  private static void addProducts(
      float[] x,
      float center,
      float[] g,
      float[] sums,
      float[] products,
      float[] distances,
      int n) {
    for (int i = 0; i < n; i++) {
      float distance = x[i] - center;
      sums[i] += g[i];
      products[i] += g[i] * distance;
      distances[i] += distance;
    }
  }

  private static void addProducts(
      float[] x,
      float[] center,
      float[] g,
      float[] sums,
      float[] products,
      float[] distances,
      int n) {
    for (int i = 0; i < n; i++) {
      float distance = x[i] - center[i];
      sums[i] += g[i];
      products[i] += g[i] * distance;
      distances[i] += distance;
    }
  }

  private static void project(
      float[] x, float center, float slope, float summand, float factor, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = (g[i] - summand - (x[i] - center) * slope) * factor;
    }
  }

  private static void project(
      float[] x, float[] center, float[] slope, float[] summand, float[] factor, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = (g[i] - summand[i] - (x[i] - center[i]) * slope[i]) * factor[i];
    }
  }
}
