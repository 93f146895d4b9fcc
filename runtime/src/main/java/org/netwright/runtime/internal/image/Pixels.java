package org.netwright.runtime.internal.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** An image as bytes from 0 to 255 without sign, [channels × height × width]. */
final class Pixels {
  /** The channels of a colour image: red, green, blue. */
  static final int COLOUR = 3;

  private final int channels;
  private final int height;
  private final int width;
  private final byte[] bytes;

  Pixels(int channels, int height, int width, byte[] bytes) {
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.bytes = bytes;
  }

  int channels() {
    return channels;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  /** Returns the numbers, which are not copied. */
  byte[] bytes() {
    return bytes;
  }

  /**
   * Returns the numbers of an image. They are those of the file, of 8 bits: profiles of colours are
   * not applied, as Pillow does not apply them either, and transparency is ignored.
   *
   * @param image {@link #areGreyOrRgb}
   * @param channels 1 for grey, or {@link #COLOUR}
   */
  static Pixels of(BufferedImage image, int channels) {
    int height = image.getHeight();
    int width = image.getWidth();
    byte[] bytes = new byte[channels * height * width];
    Lines lines = Lines.of(image);
    int[] red = new int[width];
    int[] green = new int[width];
    int[] blue = new int[width];
    int plane = height * width;
    for (int y = 0; y < height; y++) {
      lines.read(y, red, green, blue);
      int at = y * width;
      for (int x = 0; x < width; x++, at++) {
        if (channels == 1) {
          bytes[at] = (byte) grey(red[x], green[x], blue[x]);
        } else {
          bytes[at] = (byte) red[x];
          bytes[at + plane] = (byte) green[x];
          bytes[at + 2 * plane] = (byte) blue[x];
        }
      }
    }
    return new Pixels(channels, height, width, bytes);
  }

  /** Returns whether the colours of an image are grey, or red, green and blue. */
  static boolean areGreyOrRgb(BufferedImage image) {
    int type = image.getColorModel().getColorSpace().getType();
    return type == ColorSpace.TYPE_GRAY || type == ColorSpace.TYPE_RGB;
  }

  /** The luma of ITU-R BT.601, rounded as Pillow's {@code convert("L")} does. */
  private static int grey(int red, int green, int blue) {
    return (19595 * red + 38470 * green + 7471 * blue + 0x8000) >> 16;
  }

  /** Reads lines of an image as red, green and blue from 0 to 255. */
  private interface Lines {
    void read(int y, int[] red, int[] green, int[] blue);

    static Lines of(BufferedImage image) {
      ColorModel colours = image.getColorModel();
      Raster raster = image.getRaster();
      if (colours instanceof IndexColorModel palette) {
        return ofPalette(raster, palette);
      }
      int type = colours.getColorSpace().getType();
      int transfer = colours.getTransferType();
      boolean isWhole =
          transfer == DataBuffer.TYPE_BYTE
              || transfer == DataBuffer.TYPE_USHORT
              || transfer == DataBuffer.TYPE_INT;
      if (isWhole && type == ColorSpace.TYPE_GRAY && !colours.isAlphaPremultiplied()) {
        // Java's own conversion would take the numbers as linear, and make them brighter.
        return ofBands(raster, colours, 0, 0, 0);
      }
      if (isWhole && type == ColorSpace.TYPE_RGB && !colours.isAlphaPremultiplied()) {
        return ofBands(raster, colours, 0, 1, 2);
      }
      return converted(image);
    }

    private static Lines ofPalette(Raster raster, IndexColorModel palette) {
      int[] entries = new int[palette.getMapSize()];
      palette.getRGBs(entries);
      int[] indices = new int[raster.getWidth()];
      return (y, red, green, blue) -> {
        raster.getSamples(raster.getMinX(), raster.getMinY() + y, indices.length, 1, 0, indices);
        for (int x = 0; x < indices.length; x++) {
          split(entries[indices[x]], x, red, green, blue);
        }
      };
    }

    private static Lines ofBands(Raster raster, ColorModel colours, int... bands) {
      int[] bits = colours.getComponentSize();
      if (bits[0] == 8
          && raster.getDataBuffer() instanceof DataBufferByte buffer
          && buffer.getNumBanks() == 1
          && raster.getParent() == null
          && raster.getSampleModel() instanceof ComponentSampleModel model) {
        return ofBytes(buffer.getData(), buffer.getOffset(), model, bands);
      }
      return (y, red, green, blue) -> {
        int[][] lines = {red, green, blue};
        for (int i = 0; i < lines.length; i++) {
          if (i > 0 && bands[i] == bands[0]) {
            System.arraycopy(red, 0, lines[i], 0, red.length);
            continue;
          }
          raster.getSamples(
              raster.getMinX(), raster.getMinY() + y, red.length, 1, bands[i], lines[i]);
          toByte(lines[i], bits[bands[i]]);
        }
      };
    }

    /** As most files are: several times as fast as through the raster. */
    private static Lines ofBytes(
        byte[] bytes, int offset, ComponentSampleModel model, int... bands) {
      int[] offsets = model.getBandOffsets();
      int step = model.getPixelStride();
      return (y, red, green, blue) -> {
        int begin = offset + y * model.getScanlineStride();
        int ofRed = begin + offsets[bands[0]];
        int ofGreen = begin + offsets[bands[1]];
        int ofBlue = begin + offsets[bands[2]];
        for (int x = 0, at = 0; x < red.length; x++, at += step) {
          red[x] = bytes[ofRed + at] & 0xFF;
          green[x] = bytes[ofGreen + at] & 0xFF;
          blue[x] = bytes[ofBlue + at] & 0xFF;
        }
      };
    }

    private static void toByte(int[] line, int bits) {
      if (bits == 8) {
        return;
      }
      long most = (1L << bits) - 1;
      for (int x = 0; x < line.length; x++) {
        line[x] = (int) (((line[x] & most) * 255 + most / 2) / most);
      }
    }

    private static Lines converted(BufferedImage image) {
      int[] line = new int[image.getWidth()];
      return (y, red, green, blue) -> {
        image.getRGB(0, y, line.length, 1, line, 0, line.length);
        for (int x = 0; x < line.length; x++) {
          split(line[x], x, red, green, blue);
        }
      };
    }

    private static void split(int colour, int x, int[] red, int[] green, int[] blue) {
      red[x] = colour >> 16 & 0xFF;
      green[x] = colour >> 8 & 0xFF;
      blue[x] = colour & 0xFF;
    }
  }
}
