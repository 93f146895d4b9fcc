package org.netwright.runtime.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;

/** A file in memory, named data.csv, that counts how often it is open. */
final class CountedFile {
  private String text;
  private int open;
  private int opened;

  CountedFile(String text) {
    this.text = text;
  }

  /** Replaces the text, for those who open it later. */
  void replace(String newText) {
    text = newText;
  }

  /** Returns how many streams are open now. */
  int open() {
    return open;
  }

  /** Returns how many streams were opened. */
  int opened() {
    return opened;
  }

  URL url() throws IOException {
    URLStreamHandler handler =
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
              @Override
              public void connect() {}

              @Override
              public InputStream getInputStream() {
                open++;
                opened++;
                return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
                  @Override
                  public void close() {
                    open--;
                  }
                };
              }
            };
          }
        };
    return new URL(null, "memory:/data.csv", handler);
  }
}
