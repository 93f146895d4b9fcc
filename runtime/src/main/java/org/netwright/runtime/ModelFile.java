package org.netwright.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.netwright.runtime.internal.model.Safetensors;

/** A file that {@link Trainer#save} wrote: what it says about itself. */
public final class ModelFile {
  private final Safetensors file;

  private ModelFile(Safetensors file) {
    this.file = file;
  }

  /**
   * Opens a file. Its numbers are not read.
   *
   * @throws ModelFileException if it is not a complete model; the message says what is wrong
   * @throws IOException if it cannot be read
   */
  public static ModelFile open(Path path) throws IOException {
    return new ModelFile(Safetensors.open(path));
  }

  /**
   * Returns the metadata: those that were passed to {@link Trainer#save(Path, Map)}, and the
   * description of the network, whose names begin with {@code netwright.}.
   */
  public Map<String, String> metadata() {
    return file.metadata();
  }
}
