package org.netwright.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.netwright.runtime.internal.memory.NativeCode;
import org.netwright.runtime.internal.model.ModelSource;
import org.netwright.runtime.internal.model.Safetensors;

/**
 * What {@link NetworkTrainer#save(Path)} wrote: a file, or its bytes from anywhere else, such as a
 * resource in a jar. What it says about itself is read when it is opened; a generated model loads
 * its numbers.
 */
public final class ModelFile {
  private final Safetensors contents;

  private ModelFile(Safetensors contents) {
    this.contents = contents;
  }

  private static ModelFile open(ModelSource source) throws IOException {
    // A file is opened to be loaded.
    NativeCode.loadSoon();
    return new ModelFile(Safetensors.open(source));
  }

  /**
   * Opens a file. Its numbers are not read.
   *
   * @throws ModelFileException if it is not a complete model; the message says what is wrong
   * @throws IOException if it cannot be read
   */
  public static ModelFile open(Path file) throws IOException {
    return open(ModelSource.of(Objects.requireNonNull(file, "file")));
  }

  /**
   * Reads all of a URL, such as {@code Net.class.getResource("net.safetensors")}.
   *
   * @throws NullPointerException if it is null, as the URL of a resource is that does not exist
   * @throws ModelFileException if it is not a complete model; the message says what is wrong
   * @throws IOException if it cannot be read
   */
  public static ModelFile open(URL url) throws IOException {
    Objects.requireNonNull(url, "the URL of the model is null: there is no such resource");
    NativeCode.loadSoon();
    return new ModelFile(Safetensors.open(url));
  }

  /**
   * Reads all of a stream, which the caller closes.
   *
   * @throws NullPointerException if it is null, as the stream of a resource is that does not exist
   * @throws ModelFileException if it is not a complete model, or does not end after it; the message
   *     says what is wrong
   * @throws IOException if it cannot be read
   */
  public static ModelFile open(InputStream stream) throws IOException {
    Objects.requireNonNull(stream, "the stream of the model is null: there is no such resource");
    return open(ModelSource.of("the stream", stream));
  }

  /**
   * Returns the metadata: those that were passed to {@link NetworkTrainer#save(Path, Map)}, and the
   * description of the network, whose names begin with {@code netwright.}.
   */
  public Map<String, String> metadata() {
    return contents.metadata();
  }

  /** Returns the tensors. */
  Safetensors contents() {
    return contents;
  }
}
