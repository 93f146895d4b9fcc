package org.netwright.samples.service;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A connection that is kept alive and sends the same request again and again. It does as little as
 * possible, because it shares the cores with the service: the JDK's HTTP client would take more of
 * them than the service does.
 */
final class Connection implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final byte[] request;

  Connection(int port, String path, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        """
        POST %s HTTP/1.1
        Host: localhost:%d
        Content-Type: application/json
        Content-Length: %d

        """
            .formatted(path, port, body.length);
    request = (head.replace("\n", "\r\n") + json).getBytes(StandardCharsets.UTF_8);
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * Sends the request and reads the answer.
   *
   * @return the number of bytes in the body of the answer
   * @throws IOException if the answer is not 200, or the connection ends
   */
  int ask() throws IOException {
    socket.getOutputStream().write(request);
    String status = line();
    int length = -1;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
      }
    }
    int read = length >= 0 ? skip(length) : skipChunks();
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException("expected 200, got " + status);
    }
    return read;
  }

  private int skipChunks() throws IOException {
    int sum = 0;
    while (true) {
      int size = Integer.parseInt(line(), 16);
      sum += skip(size);
      line();
      if (size == 0) {
        return sum;
      }
    }
  }

  private int skip(int count) throws IOException {
    in.skipNBytes(count);
    return count;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the service has closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
