package org.netwright.runtime.internal.image;

import java.io.IOException;
import java.nio.file.Path;
import org.netwright.runtime.internal.image.ImageDecoder.Size;

/**
 * How images are read.
 *
 * @param height 0 if they are as large as their files say, and so is {@code width}
 * @param maxPixels how many pixels a file may claim
 */
public record ImageSettings(int height, int width, boolean grayscale, long maxPixels) {
  ImageDecoder decoder() {
    return new ImageDecoder(
        grayscale ? 1 : Pixels.COLOUR, height == 0 ? null : new Size(height, width), maxPixels);
  }

  /** Returns the numbers of one image, from 0 to 1, [channels × height × width]. */
  public float[] pixels(Path image) throws IOException {
    byte[] bytes = decoder().decode(image).bytes();
    float[] pixels = new float[bytes.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (bytes[i] & 0xFF) / 255f;
    }
    return pixels;
  }
}
