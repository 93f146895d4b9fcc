package org.netwright.samples.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A user's project whose only dependency is netwright-serving: its model is in its own jar. */
@Tag("slow") // runs Maven
class ServingIT {
  private static final String CLASS_PATH =
      "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath";

  private static final long MOST_BYTES = 40_000_000;

  private static final String POM =
      """
      <project>
      <modelVersion>4.0.0</modelVersion>
      <groupId>user</groupId>
      <artifactId>serving</artifactId>
      <version>1</version>
      <properties>
      <maven.compiler.release>17</maven.compiler.release>
      <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
      </properties>
      <dependencies>
      <dependency>
      <groupId>org.netwright</groupId>
      <artifactId>netwright-serving</artifactId>
      <version>VERSION</version>
      </dependency>
      </dependencies>
      <build>
      <plugins>
      <plugin>
      <groupId>org.apache.maven.plugins</groupId>
      <artifactId>maven-compiler-plugin</artifactId>
      <version>3.16.0</version>
      <configuration>
      <annotationProcessorPaths>
      <path>
      <groupId>org.netwright</groupId>
      <artifactId>netwright-processor</artifactId>
      <version>VERSION</version>
      </path>
      </annotationProcessorPaths>
      </configuration>
      </plugin>
      </plugins>
      </build>
      </project>
      """
          .replace("VERSION", UserBuild.version());

  private static final String PROGRAM =
      """
      import java.nio.file.Path;
      import java.util.List;
      import org.netwright.annotations.*;
      import org.netwright.runtime.Layer;

      public class Program {
        enum Side { LEFT, RIGHT }

        record Point(double x, double y) {}

        @Network
        @Adam(learningRate = 0.05)
        static class SideNet {
          @Features(Point.class)                   Layer point;
          @Linear(8) @Relu                         Layer hidden;
          @Linear(2) @CrossEntropy(classes = Side.class) Layer side;
        }

        public static void main(String[] args) throws Exception {
          if (args.length > 0) {
            List<Point> points =
                List.of(new Point(-2, 1), new Point(-1, 2), new Point(1, 1), new Point(2, 3));
            List<Side> sides = List.of(Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT);
            try (Program_SideNetTrainer trainer = Program_SideNetTrainer.builder().seed(1).build()) {
              trainer.fit(points, sides).epochs(50).quiet().run();
              trainer.save(Path.of(args[0]));
            }
            return;
          }
          try (Program_SideNetModel model =
              Program_SideNetModel.load(Program.class.getResource("side.safetensors"))) {
            System.out.println(model.predict(new Point(-3, 1)));
            System.out.println(model.predict(new Point(3, 1)));
          }
        }
      }
      """;

  private static Path project;
  private static List<String> classPath;

  @BeforeAll
  static void build() throws IOException, InterruptedException {
    UserBuild build = new UserBuild(Path.of("target/serving"));
    project = build.project("project");
    Path source = project.resolve("src/main/java/Program.java");
    Files.createDirectories(source.getParent());
    Files.writeString(project.resolve("pom.xml"), POM);
    Files.writeString(source, PROGRAM);
    build.maven(
        "project",
        "compile",
        CLASS_PATH,
        "-Dmdep.outputFile=path.txt",
        "-Dmdep.includeScope=runtime");
    String path = Files.readString(project.resolve("path.txt")).strip();
    classPath = List.of(path.split(File.pathSeparator, -1));
  }

  @Test
  void itTrainsAndPredictsWithoutNd4jsNativeCode() throws IOException, InterruptedException {
    Path model = project.resolve("target/classes/side.safetensors");
    assertThat(run(model.toString())).isEmpty();
    assertThat(run()).containsExactly("LEFT", "RIGHT");
  }

  @Test
  void itsClassPathIsSmall() throws IOException {
    long bytes = 0;
    for (String file : classPath) {
      bytes += Files.size(Path.of(file));
    }
    assertThat(bytes).isBetween(10_000_000L, MOST_BYTES);
  }

  /** As docs/serving.md says: the second program has its classes from the archive. */
  @Test
  void itStartsFromAnArchive() throws IOException, InterruptedException {
    Path model = project.resolve("target/classes/side.safetensors");
    run(model.toString());
    Path jar = project.resolve("program.jar");
    int code =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--create",
                "--file=" + jar,
                "-C",
                project.resolve("target/classes").toString(),
                ".");
    assertThat(code).isZero();
    String archive = project.resolve("program.jsa").toString();
    run(List.of("-XX:ArchiveClassesAtExit=" + archive), jar);
    List<String> lines = run(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:class+load"), jar);
    assertThat(lines).contains("LEFT", "RIGHT");
    assertThat(lines)
        .anyMatch(line -> line.matches(".* Program_SideNetModel source: shared objects file.*"))
        .anyMatch(
            line -> line.matches(".* org.netwright.runtime.NetworkModel source: shared objects.*"));
  }

  private static List<String> run(String... arguments) throws IOException, InterruptedException {
    return run(List.of(), project.resolve("target/classes"), arguments);
  }

  private static List<String> run(List<String> options, Path program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(options);
    command.add("-classpath");
    command.add(program + File.pathSeparator + String.join(File.pathSeparator, classPath));
    command.add("Program");
    command.addAll(List.of(arguments));
    Path output = project.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int code = process.waitFor();
    assertThat(code).as(Files.readString(output)).isZero();
    return Files.readAllLines(output);
  }
}
