package org.netwright.benchmarks.protocol;

import java.io.IOException;
import java.nio.file.Path;

/** A library that loads what was saved and answers. */
public interface ServingLibrary {
  /** Writes the network of {@link Task#MLP}, with the parameters of its {@link TaskData}. */
  void save(Path folder) throws IOException;

  /** Loads what was saved. */
  Server load(Path folder) throws IOException;
}
