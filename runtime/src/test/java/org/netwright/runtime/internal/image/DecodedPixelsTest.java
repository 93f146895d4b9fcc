package org.netwright.runtime.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DecodedPixelsTest {
  private final DecodedPixels pixels = new DecodedPixels(100);
  private final AtomicLong now = new AtomicLong();

  private long decode(int size) throws IOException {
    return pixels.with(
        size,
        () -> {
          long most = now.addAndGet(size);
          try {
            Thread.sleep(1);
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          now.addAndGet(-size);
          return most;
        });
  }

  @Test
  void thereAreNeverMoreAtATime() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Long>> images = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int size = i % 10 == 0 ? 1000 : 10 + i % 50;
        images.add(threads.submit(() -> decode(size)));
      }
      for (int i = 0; i < images.size(); i++) {
        if (i % 10 == 0) {
          assertThat(images.get(i).get()).isEqualTo(1000);
        } else {
          assertThat(images.get(i).get()).isLessThanOrEqualTo(100);
        }
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aFailureGivesItsPixelsBack() throws IOException {
    for (int i = 0; i < 3; i++) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () ->
                  pixels.with(
                      60,
                      () -> {
                        throw new IOException("damaged");
                      }))
          .withMessage("damaged");
    }
    assertThat(decode(100)).isEqualTo(100);
  }
}
