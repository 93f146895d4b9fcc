package org.netwright.samples.starter;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The class paths that Maven resolves for users' projects. They are the same whatever the order of
 * the dependencies: nothing that Netwright leaves out of ND4J comes back, and no library falls back
 * to the version that ND4J asks for.
 */
@Tag("slow") // runs Maven
class UserClassPathIT {
  private static final String TREE = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:tree";

  /** A line of the tree, such as {@code | +- org.bytedeco:javacpp:jar:1.5.13:compile}. */
  private static final Pattern ARTIFACT =
      Pattern.compile(
          "[-+\\\\| ]+[\\w.-]+:(?<name>[\\w.-]+):jar:(?:(?<classifier>[\\w.-]+):)?(?<version>[\\w.-]+):\\w+");

  private static final String BOM =
      """
      <dependencyManagement>
      <dependencies>
      <dependency>
      <groupId>org.netwright</groupId>
      <artifactId>netwright-bom</artifactId>
      <version>%s</version>
      <type>pom</type>
      <scope>import</scope>
      </dependency>
      </dependencies>
      </dependencyManagement>
      """
          .formatted(UserBuild.version());

  private static final String PLATFORM = System.getProperty("starter.platform");

  private static final List<String> CPU = List.of("org.netwright:netwright-cpu");
  private static final List<String> SERVING = List.of("org.netwright:netwright-serving");
  private static final List<String> RUNTIME =
      List.of("org.netwright:netwright-annotations", "org.netwright:netwright-runtime");
  private static final List<String> BACKEND =
      List.of(
          "org.nd4j:nd4j-native",
          "org.nd4j:nd4j-native:" + PLATFORM,
          "org.bytedeco:javacpp:" + PLATFORM,
          "org.bytedeco:openblas:" + PLATFORM);

  /** The dependencies of projects, in order. */
  private static final Map<String, List<String>> PROJECTS =
      Map.of(
          "serving", SERVING,
          "cpu-alone", CPU,
          "cpu-first", both(CPU, RUNTIME),
          "cpu-last", both(RUNTIME, CPU),
          "backend-first", both(BACKEND, RUNTIME),
          "backend-last", both(RUNTIME, BACKEND),
          "backend-and-cpu", both(BACKEND, CPU),
          "cpu-and-backend", both(CPU, BACKEND));

  private static UserBuild build;

  @BeforeAll
  static void writeProjects() throws IOException {
    build = new UserBuild(Path.of("target/class-paths"));
    String modules =
        PROJECTS.keySet().stream().map("<module>%s</module>\n"::formatted).collect(joining());
    write("pom.xml", "all", "<packaging>pom</packaging>\n<modules>\n" + modules + "</modules>\n");
    for (Map.Entry<String, List<String>> project : PROJECTS.entrySet()) {
      String dependencies =
          project.getValue().stream().map(UserClassPathIT::dependency).collect(joining());
      write(
          project.getKey() + "/pom.xml",
          project.getKey(),
          (project.getValue().containsAll(BACKEND) ? BOM : "")
              + "<dependencies>\n"
              + dependencies
              + "</dependencies>\n");
    }
  }

  @Test
  void areTheSameInEveryOrder() throws IOException, InterruptedException {
    Map<String, Set<String>> paths = resolved();
    Set<String> all = expected(PLATFORM);
    for (String project :
        List.of("cpu-alone", "cpu-first", "cpu-last", "backend-and-cpu", "cpu-and-backend")) {
      assertThat(paths.get(project)).as(project).isEqualTo(all);
    }
    all.remove("netwright-cpu:" + UserBuild.version());
    for (String project : List.of("backend-first", "backend-last")) {
      assertThat(paths.get(project)).as(project).isEqualTo(all);
    }
  }

  /** Without ND4J's native code, and without what only ND4J's operations use. */
  @Test
  void ofServingIsShort() throws IOException, InterruptedException {
    assertThat(resolved().get("serving"))
        .isEqualTo(
            artifacts(
                PLATFORM,
                "netwright-annotations:VERSION",
                "netwright-runtime:VERSION",
                "netwright-serving:VERSION",
                "nd4j-api:1.0.0-M2.1",
                "javacpp:1.5.13",
                "javacpp:PLATFORM:1.5.13",
                "openblas:0.3.31-1.5.13",
                "openblas:PLATFORM:0.3.31-1.5.13",
                "gson:2.15.0",
                "error_prone_annotations:2.50.0",
                "fastcsv:4.4.0",
                "progressbar:0.10.1",
                "jline-terminal:3.24.1",
                "jline-native:3.24.1",
                "uplot:1.6.30",
                "jspecify:1.0.1"));
  }

  @Test
  void haveTheNativeCodeOfThePlatformThatIsGiven() throws IOException, InterruptedException {
    String other = PLATFORM.equals("linux-arm64") ? "macosx-arm64" : "linux-arm64";
    assertThat(resolved("-Dnative.platform=" + other).get("cpu-alone")).isEqualTo(expected(other));
  }

  /** What is on the class path of an application with netwright-cpu, and nothing else. */
  private static Set<String> expected(String platform) {
    return artifacts(
        platform,
        "netwright-annotations:VERSION",
        "netwright-cpu:VERSION",
        "netwright-runtime:VERSION",
        "nd4j-native:1.0.0-M2.1",
        "nd4j-native:PLATFORM:1.0.0-M2.1",
        "nd4j-native-api:1.0.0-M2.1",
        "nd4j-native-preset:1.0.0-M2.1",
        "nd4j-presets-common:1.0.0-M2.1",
        "nd4j-api:1.0.0-M2.1",
        "nd4j-common:1.0.0-M2.1",
        "guava:1.0.0-M2.1",
        "protobuf:1.0.0-M2.1",
        "javacpp:1.5.13",
        "javacpp:PLATFORM:1.5.13",
        "openblas:0.3.31-1.5.13",
        "openblas:PLATFORM:0.3.31-1.5.13",
        "byteunits:0.9.1",
        "commons-io:2.7",
        "commons-lang3:3.11",
        "commons-math3:3.5",
        "flatbuffers-java:1.12.0",
        "neoitertools:1.0.0",
        "slf4j-api:1.7.21",
        "gson:2.15.0",
        "error_prone_annotations:2.50.0",
        "fastcsv:4.4.0",
        "progressbar:0.10.1",
        "jline-terminal:3.24.1",
        "jline-native:3.24.1",
        "uplot:1.6.30",
        "jspecify:1.0.1");
  }

  private static Set<String> artifacts(String platform, String... names) {
    return Stream.of(names)
        .map(x -> x.replace("VERSION", UserBuild.version()).replace("PLATFORM", platform))
        .collect(toCollection(TreeSet::new));
  }

  /** Returns the artifacts on each project's runtime class path, as Maven resolves them. */
  private static Map<String, Set<String>> resolved(String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(TREE, "-Dscope=runtime", "-DoutputFile=tree.txt"));
    command.addAll(List.of(arguments));
    build.maven("projects", command.toArray(String[]::new));
    Map<String, Set<String>> result = new HashMap<>();
    for (String project : PROJECTS.keySet()) {
      Path tree = build.project("projects").resolve(project).resolve("tree.txt");
      Set<String> artifacts = new TreeSet<>();
      for (String line : Files.readAllLines(tree)) {
        Matcher matcher = ARTIFACT.matcher(line);
        if (matcher.matches()) {
          artifacts.add(
              Stream.of("name", "classifier", "version")
                  .map(matcher::group)
                  .filter(Objects::nonNull)
                  .collect(joining(":")));
        }
      }
      result.put(project, artifacts);
    }
    return result;
  }

  private static List<String> both(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static String dependency(String coordinates) {
    String[] parts = coordinates.split(":", -1);
    String rest = parts.length == 2 ? "" : "<classifier>%s</classifier>\n".formatted(parts[2]);
    if (parts[0].equals("org.netwright")) {
      rest = "<version>%s</version>\n".formatted(UserBuild.version());
    }
    return "<dependency>\n<groupId>%s</groupId>\n<artifactId>%s</artifactId>\n%s</dependency>\n"
        .formatted(parts[0], parts[1], rest);
  }

  private static void write(String file, String artifact, String content) throws IOException {
    Path pom = build.project("projects").resolve(file);
    Files.createDirectories(pom.getParent());
    Files.writeString(
        pom,
        """
        <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>user</groupId>
        <artifactId>%s</artifactId>
        <version>1</version>
        %s</project>
        """
            .formatted(artifact, content));
  }
}
