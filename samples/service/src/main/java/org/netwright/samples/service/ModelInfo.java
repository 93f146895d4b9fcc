package org.netwright.samples.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.netwright.runtime.ModelFile;

/**
 * Which model this is.
 *
 * @param sha256 the hash of its file
 * @param written when the file was last modified
 * @param loaded when it was loaded
 * @param notes what the trainer's {@code save} was given
 */
record ModelInfo(String sha256, Instant written, Instant loaded, Map<String, String> notes) {
  /** Names of metadata that describe the network begin with this. */
  private static final String OWN = "netwright.";

  static ModelInfo of(Path file) throws IOException {
    Map<String, String> notes = new TreeMap<>(ModelFile.open(file).metadata());
    notes.keySet().removeIf(name -> name.startsWith(OWN));
    return new ModelInfo(
        sha256(file), Files.getLastModifiedTime(file).toInstant(), Instant.now(), notes);
  }

  /** Returns a short name: the first 12 digits of the hash. */
  String id() {
    return sha256.substring(0, 12);
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
