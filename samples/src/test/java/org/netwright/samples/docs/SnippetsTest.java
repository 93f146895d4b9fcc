package org.netwright.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.netwright.samples.docs.ProgramRunner.Program;

/**
 * Every Java snippet of the documents compiles, statements run without an exception, and what the
 * documents show as output is what is printed. {@code NETWRIGHT_WRITE_GOLDENS=true} writes the
 * outputs into the pages.
 */
class SnippetsTest {
  private static final boolean WRITE = "true".equals(System.getenv("NETWRIGHT_WRITE_GOLDENS"));

  /** The processor's own ErrorPageTest compiles its snippets, which are wrong on purpose. */
  private static final String ERROR_PAGE = "docs/errors.md";

  private static final Path FOLDER = Path.of("target/docs");
  private static final Path WORK = FOLDER.resolve("work");

  private static final List<Snippet> SNIPPETS =
      Pages.all().stream()
          .filter(page -> !page.equals(ERROR_PAGE))
          .flatMap(page -> Snippet.of(page).stream())
          .toList();

  /** The messages of the compiler, by snippet. */
  private static final Map<Snippet, List<String>> MESSAGES = new LinkedHashMap<>();

  /** What the programs print, by snippet or, for main classes, by output. */
  private static final Map<Fence, Path> OUTPUTS = new LinkedHashMap<>();

  /** Compiles all snippets, then runs all programs in one process. */
  @BeforeAll
  static void compileAndRun() throws IOException, InterruptedException {
    if (Files.exists(FOLDER)) {
      try (Stream<Path> old = Files.walk(FOLDER)) {
        old.map(Path::toFile).sorted(Comparator.reverseOrder()).forEach(File::delete);
      }
    }
    Files.createDirectories(WORK);
    for (String table : List.of("samples/src/test/data/iris.csv", "starter/penguins.csv")) {
      Path file = Pages.ROOT.resolve(table);
      Files.copy(file, WORK.resolve(file.getFileName()));
    }
    List<Program> programs = new ArrayList<>();
    for (Snippet snippet : SNIPPETS) {
      MESSAGES.put(snippet, SnippetCompiler.compile(snippet, classes(snippet.fence())));
      if (snippet.isStatements() && MESSAGES.get(snippet).isEmpty()) {
        programs.add(program(snippet.fence(), snippet.fence(), snippet.mainClass()));
      }
    }
    for (Fence fence : Pages.fences()) {
      if (fence.hasNote("output")) {
        programs.add(program(fence, lastTypes(fence), fence.noted("output")));
      }
    }
    ProgramRunner.run(programs, WORK);
  }

  @TestFactory
  Stream<DynamicTest> snippetsCompile() {
    return SNIPPETS.stream()
        .map(
            snippet ->
                DynamicTest.dynamicTest(
                    snippet.toString(), () -> assertThat(MESSAGES.get(snippet)).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> programsEndWell() {
    return OUTPUTS.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey().toString(),
                    () ->
                        assertThat(Files.readString(entry.getValue()))
                            .doesNotContain(ProgramRunner.FAILED)));
  }

  @TestFactory
  Stream<DynamicTest> outputsAreThoseShown() {
    return SNIPPETS.stream()
        .map(Snippet::fence)
        .flatMap(fence -> outputOf(fence).stream().map(shown -> compare(shown, fence)));
  }

  @TestFactory
  Stream<DynamicTest> mainClassesPrintWhatIsShown() {
    return Pages.fences().stream()
        .filter(fence -> fence.hasNote("output"))
        .map(fence -> compare(fence, fence));
  }

  @TestFactory
  Stream<DynamicTest> quotesAreInTheFile() {
    return Pages.fences().stream()
        .filter(fence -> fence.hasNote("quote"))
        .map(fence -> DynamicTest.dynamicTest(fence.toString(), () -> Quote.check(fence)));
  }

  @Test
  void everyNoteIsOfAKnownKind() {
    assertThat(Pages.fences()).allMatch(Fence::hasKnownNote);
  }

  /** The block right after a snippet of statements, which shows what it prints. */
  private static List<Fence> outputOf(Fence snippet) {
    List<Fence> fences = Pages.fences(snippet.page());
    int next = fences.indexOf(snippet) + 1;
    return next < fences.size()
            && fences.get(next).isAfterFence()
            && fences.get(next).language().isEmpty()
            && fences.get(next).note().isEmpty()
        ? List.of(fences.get(next))
        : List.of();
  }

  private static DynamicTest compare(Fence shown, Fence program) {
    return DynamicTest.dynamicTest(
        shown.toString(),
        () -> {
          assertThat(OUTPUTS).as("a snippet with an output is statements").containsKey(program);
          String output = Files.readString(OUTPUTS.get(program));
          Transcript transcript = new Transcript(shown.text(), output);
          if (WRITE && !transcript.differences(0).isEmpty()) {
            Path page = Pages.ROOT.resolve(shown.page());
            Files.writeString(
                page, Files.readString(page).replace(shown.text(), transcript.corrected()));
          } else {
            assertThat(transcript.differences(Transcript.TOLERANCE)).isEmpty();
          }
        });
  }

  private static Program program(Fence fence, Fence types, String mainClass) throws IOException {
    Path output = classes(fence).resolveSibling(classes(fence).getFileName() + ".txt");
    Files.createDirectories(output.getParent());
    OUTPUTS.put(fence, output);
    return new Program(classes(types), mainClass, output);
  }

  /** The last snippet before an output that declares types: its classes hold the main class. */
  private static Fence lastTypes(Fence output) {
    return SNIPPETS.stream()
        .map(Snippet::fence)
        .filter(fence -> fence.page().equals(output.page()) && fence.line() < output.line())
        .reduce((one, other) -> other)
        .orElse(output);
  }

  private static Path classes(Fence fence) {
    return FOLDER.resolve(fence.page().replaceAll("[./]", "-") + "-" + fence.line());
  }
}
