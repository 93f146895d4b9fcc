package org.netwright.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.netwright.runtime.internal.file.Uninterrupted;

/**
 * Which of the models that a file has had this is: see {@link ReloadingModel#version()}.
 *
 * @param sha256 the SHA-256 of the file, 64 hexadecimal digits
 * @param written when the file was last modified
 * @param loaded when the model was loaded
 * @param notes what {@link NetworkTrainer#save(Path, Map)} was given
 */
public record ModelVersion(
    String sha256, Instant written, Instant loaded, Map<String, String> notes) {
  private static final int ID_LENGTH = 12;

  /** Creates a version; the notes are copied, and sorted by name. */
  public ModelVersion {
    notes = Collections.unmodifiableMap(new TreeMap<>(notes));
  }

  /** Returns that of a file, of which a model was loaded just now. */
  static ModelVersion of(Path file, Instant written, Map<String, String> notes) throws IOException {
    return new ModelVersion(sha256(file), written, Instant.now(), notes);
  }

  /** Returns a short name, for logs and answers: the first 12 digits of {@link #sha256()}. */
  public String id() {
    return sha256.substring(0, Math.min(ID_LENGTH, sha256.length()));
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream stream = new DigestInputStream(Uninterrupted.open(file), digest)) {
        stream.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
