package org.netwright.runtime.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes text, and refuses bytes that are not of its charset. {@link java.io.InputStreamReader}
 * replaces them, or reports them without the line.
 */
final class CharsetReader extends Reader {
  private static final int BUFFER = 1 << 13;
  private static final int LONGEST_MARK = 3;

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private boolean atEnd;
  private boolean flushed;
  private long line = 1;
  private boolean afterReturn;
  private int pending = -1;

  /**
   * Reads the byte order mark, if there is one.
   *
   * @param charset of a text without a byte order mark
   */
  CharsetReader(InputStream in, Charset charset) throws IOException {
    this.in = in;
    byte[] first = in.readNBytes(LONGEST_MARK);
    if (startsWith(first, 0x1F, 0x8B)) {
      throw new MalformedText("the file is compressed with gzip; decompress it first");
    }
    Charset marked = null;
    int length = 0;
    if (startsWith(first, 0xEF, 0xBB, 0xBF)) {
      marked = StandardCharsets.UTF_8;
      length = 3;
    } else if (startsWith(first, 0xFE, 0xFF)) {
      marked = StandardCharsets.UTF_16BE;
      length = 2;
    } else if (startsWith(first, 0xFF, 0xFE)) {
      marked = StandardCharsets.UTF_16LE;
      length = 2;
    }
    bytes.compact().put(first, length, first.length - length).flip();
    decoder =
        (marked == null ? charset : marked)
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private static boolean startsWith(byte[] first, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= first.length || (first[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (pending >= 0) {
      target[offset] = (char) pending;
      pending = -1;
      return 1;
    }
    if (length == 1) {
      return readOne(target, offset);
    }
    CharBuffer out = CharBuffer.wrap(target, offset, length).slice();
    while (true) {
      CoderResult result = decoder.decode(bytes, out, atEnd);
      int read = out.position();
      if (read > 0) {
        // An error in these bytes is found again by the next call, with the lines before it
        // counted.
        count(target, offset, read);
        return read;
      }
      if (result.isError()) {
        throw new MalformedText(line, describe(result.length()), decoder.charset());
      }
      if (atEnd) {
        if (!flushed) {
          flushed = true;
          decoder.flush(out);
        }
        return out.position() > 0 ? out.position() : -1;
      }
      fill();
    }
  }

  /** A character beyond U+FFFF takes two places. */
  private int readOne(char[] target, int offset) throws IOException {
    char[] two = new char[2];
    int read = read(two, 0, 2);
    if (read > 0) {
      target[offset] = two[0];
      pending = read == 2 ? two[1] : -1;
    }
    return Math.min(read, 1);
  }

  private void fill() throws IOException {
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (read < 0) {
      atEnd = true;
    } else {
      bytes.position(bytes.position() + read);
    }
    bytes.flip();
  }

  private void count(char[] target, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      char c = target[i];
      if (c == '\r' || (c == '\n' && !afterReturn)) {
        line++;
      }
      afterReturn = c == '\r';
    }
  }

  private String describe(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(length, bytes.remaining()); i++) {
      text.append(i == 0 ? "" : " ")
          .append("0x%02X".formatted(bytes.get(bytes.position() + i) & 0xFF));
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Bytes that are not of the charset. */
  static final class MalformedText extends CharacterCodingException {
    private static final long serialVersionUID = 1;

    private final String message;

    MalformedText(String message) {
      this.message = message;
    }

    MalformedText(long line, String bytes, Charset charset) {
      Charset other =
          charset.equals(StandardCharsets.UTF_8)
              ? StandardCharsets.ISO_8859_1
              : StandardCharsets.UTF_8;
      message =
          "line %d has bytes that are not %s (%s); if the file has another charset, name it, as in"
                  .formatted(line, charset, bytes)
              + " charset(StandardCharsets.%s)".formatted(other.name().replace('-', '_'));
    }

    @Override
    public String getMessage() {
      return message;
    }
  }
}
