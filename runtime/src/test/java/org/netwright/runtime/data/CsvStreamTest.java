package org.netwright.runtime.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a file is read, and what may change between epochs. */
class CsvStreamTest {
  @TempDir Path folder;

  @Test
  void streamsInBatches() throws IOException {
    DataStream stream =
        Data.csv(file("x,y\n1,a\n2,b\n3,a\n4,a\n5,b\n")).target("y").categorical("y").stream();
    for (int epoch = 0; epoch < 2; epoch++) {
      List<Double> seen = new ArrayList<>();
      List<Integer> sizes = new ArrayList<>();
      try (DataStream.Batches batches = stream.open(2)) {
        for (Data batch = batches.next(); batch != null; batch = batches.next()) {
          sizes.add(batch.size());
          for (double y : batch.y().toDoubleVector()) {
            seen.add(y);
          }
        }
      }
      assertThat(sizes).containsExactly(2, 2, 1);
      assertThat(seen).containsExactly(0.0, 1.0, 0.0, 0.0, 1.0);
    }
  }

  @Test
  void aFileIsOpenedOnce() throws IOException {
    AtomicInteger opened = new AtomicInteger();
    URL url = counted("x,y\n1,a\n2,b\n", opened);
    Data.csv(url).target("y").categorical("y").read();
    assertThat(opened).hasValue(1);
    Data.csv(url).ignore("y").readFeatures();
    assertThat(opened).hasValue(2);
    DataStream stream = Data.csv(url).target("y").categorical("y").stream();
    assertThat(opened).hasValue(3);
    assertThat(stream.columns().orElseThrow().classNames()).containsExactly("a", "b");
    stream.open(2).close();
    assertThat(opened).hasValue(4);
  }

  private static URL counted(String text, AtomicInteger opened) throws IOException {
    URLStreamHandler handler =
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
              @Override
              public void connect() {}

              @Override
              public InputStream getInputStream() {
                opened.incrementAndGet();
                return new ByteArrayInputStream(text.getBytes(UTF_8));
              }
            };
          }
        };
    return new URL(null, "memory:/data.csv", handler);
  }

  @Test
  void aStreamChecksTheHeaderInEachEpoch() throws IOException {
    DataStream stream = Data.csv(file("a,b,y\n1,2,3\n")).target("y").stream();
    file("b,y,a\n2,3,1\n");
    try (DataStream.Batches batches = stream.open(8)) {
      assertThat(Objects.requireNonNull(batches.next()).x().toDoubleVector()).containsExactly(1, 2);
    }
    file("a,c,y\n1,2,3\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.open(8))
        .withMessage(
            "data.csv: the header has changed since stream() was called: the column b is gone, c is"
                + " new; the columns were a, b, y, are a, c, y");
    file("a,b\n1,2\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.open(8))
        .withMessageContaining("the column y is gone; the columns were a, b, y, are a, b");
    file("a,b,y,z\n1,2,3,4\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.open(8))
        .withMessageContaining("the column z is new;");
  }

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("data.csv"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
