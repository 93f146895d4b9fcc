package org.netwright.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.ArrayModel;

/** The jar as users get it: Google's library is in it, under another name. */
class JarIT {
  @TempDir private Path folder;

  /** Exports a network in a process of its own. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws Exception {
      try (ArrayModel model = NetCase.TRANSLATION.model(Path.of(args[0]))) {
        model.exportOnnx(Path.of(args[0], "net.onnx"));
      }
      System.out.println("exported");
    }
  }

  @Test
  void exportsWithoutAnythingElseOnTheClassPath() throws Exception {
    String jar = System.getProperty("onnx.jar");
    String classPath =
        Stream.concat(
                Stream.of(jar),
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(file -> !file.contains("protobuf") && !file.endsWith("/classes"))
                    .filter(file -> !file.contains("netwright-onnx")))
            .collect(Collectors.joining(File.pathSeparator));
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                Program.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(output, StandardCharsets.UTF_8)).isZero();
    try (OnnxFile onnx = new OnnxFile(folder.resolve("net.onnx"))) {
      assertThat(onnx.outputs()).containsExactly("next", "next.probabilities");
    }
  }
}
