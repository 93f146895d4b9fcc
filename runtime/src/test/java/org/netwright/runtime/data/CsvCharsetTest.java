package org.netwright.runtime.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text in other charsets, and bytes that are not text. */
class CsvCharsetTest {
  @TempDir Path folder;

  @Test
  void readsOtherCharsetsAndRefusesMalformedBytes() throws IOException {
    Path file = folder.resolve("data.csv");
    Files.writeString(file, "ort,y\r\nKöln,1\r\nRom,2\r\n", ISO_8859_1);
    Data data = Data.csv(file).charset(ISO_8859_1).target("y").categorical("ort").read();
    assertThat(data.featureNames()).containsExactly("ort=Köln", "ort=Rom");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file).target("y").categorical("ort").read())
        .withMessage(
            "data.csv: line 2 has bytes that are not UTF-8 (0xF6); if the file has another charset,"
                + " name it, as in charset(StandardCharsets.ISO_8859_1)");
    Files.write(file, "x,y\n1,2\n".getBytes(UTF_16LE));
    assertThat(Data.csv(file).charset(UTF_16LE).ignore("y").readFeatures().columns()).isOne();
    // A character that is cut off, far into the file.
    byte[] cut = ("x,y\n" + "1,2\n".repeat(20_000) + "1,\uD83D\uDE00").getBytes(UTF_8);
    Files.write(file, Arrays.copyOf(cut, cut.length - 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file).target("y").read())
        .withMessageStartingWith(
            "data.csv: line 20002 has bytes that are not UTF-8 (0xF0 0x9F 0x98)");
  }

  @Test
  void refusesCompressedFiles() throws IOException {
    Path file = folder.resolve("data.csv");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("x,y\n1,2\n".getBytes(UTF_8));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file).target("y").read())
        .withMessage("data.csv: the file is compressed with gzip; decompress it first");
  }

  @Test
  void readsByteOrderMarksOfOtherCharsets() throws IOException {
    for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
      Path file = folder.resolve("data.csv");
      Files.write(file, "\uFEFFä,y\n1,2\n".getBytes(charset));
      assertThat(Data.csv(file).target("y").read().featureNames()).containsExactly("ä");
    }
  }

  /** Characters of one to four bytes, so that some cross the ends of buffers. */
  @Test
  void readsLongTextsOfAllWidths() throws IOException {
    StringBuilder text = new StringBuilder("x,y\n");
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      String value = "aä€\uD83D\uDE00".substring(0, new int[] {1, 2, 3, 5}[i % 4]) + i % 97;
      values.add(value);
      text.append(value).append(",1\n");
    }
    Data data =
        Data.csv(file(text.toString())).target("x").categorical("x").maxCategories(999).read();
    for (int i = 0; i < values.size(); i++) {
      int number = (int) data.y().getDouble(i, 0);
      assertThat(data.classNames().get(number)).isEqualTo(values.get(i));
    }
  }

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("data.csv"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
