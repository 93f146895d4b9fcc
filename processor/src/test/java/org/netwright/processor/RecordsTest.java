package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.TreeMap;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Resources;

/** Compares what is generated for networks that take records with golden files. */
class RecordsTest {
  private static final boolean WRITE =
      Boolean.parseBoolean(System.getenv("NETWRIGHT_WRITE_GOLDENS"));

  @ParameterizedTest
  @ValueSource(strings = {"ChurnNet", "VisitNet"})
  void generatesTheExpectedSources(String network) throws IOException {
    Compilation compilation =
        CompiledNetwork.compile(network, Resources.read("records", network + ".java"));
    assertThat(compilation.diagnostics()).isEmpty();
    TreeMap<String, String> sources = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedSourceFiles()) {
      String name = file.getName().replaceFirst(".*/", "");
      sources.put(name, file.getCharContent(true).toString());
    }
    for (var source : sources.entrySet()) {
      String golden = source.getKey() + ".txt";
      if (WRITE) {
        Files.writeString(Resources.path("records", golden), source.getValue());
      }
      assertThat(source.getValue()).isEqualTo(Resources.read("records", golden));
    }
    assertThat(sources).containsKeys(network + "Encoder.java", network + "Trainer.java");
  }
}
