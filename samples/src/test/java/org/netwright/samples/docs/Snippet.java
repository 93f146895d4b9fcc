package org.netwright.samples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Java snippet of a page, made into a program.
 *
 * <p>Without a note it declares types, and later snippets of the page may use them. With {@code
 * after: NAME} it is statements, which run after those of {@code src/test/snippets/NAME.java}, in
 * place of the line {@code // snippet} there or at the end. Types of the set-up are in front of a
 * line {@code // statements}.
 *
 * @param fence where the snippet is
 * @param sources the types of the page so far, and its statements as a main class, by file name
 */
record Snippet(Fence fence, Map<String, String> sources) {
  /** The main class that statements become. */
  private static final String MAIN = "Snippet";

  private static final String MARK = "// snippet\n";

  /** In a set-up, separates types from statements. */
  private static final String STATEMENTS = "// statements\n";

  /** What snippets that name no package need not import. CONTRIBUTING.md lists the same. */
  static final List<String> IMPORTS =
      List.of(
          "java.nio.file.Path",
          "java.util.List",
          "java.util.Map",
          "org.nd4j.linalg.api.buffer.DataType",
          "org.nd4j.linalg.api.ndarray.INDArray",
          "org.nd4j.linalg.factory.Nd4j",
          "org.netwright.annotations.*",
          "org.netwright.runtime.*",
          "org.netwright.runtime.data.*",
          "org.netwright.runtime.metrics.*",
          "org.netwright.runtime.optimizer.*",
          "org.netwright.runtime.training.*");

  private static final Pattern TYPE =
      Pattern.compile("(?m)^(public )?(?:final |abstract )*(?:class|record|interface|enum) (\\w+)");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import .*\\n");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package (.*);");

  /** Returns the Java snippets of a page, in order. */
  static List<Snippet> of(String page) {
    List<Snippet> snippets = new ArrayList<>();
    Map<String, String> types = new LinkedHashMap<>();
    for (Fence fence : Pages.fences(page)) {
      if (!fence.isJava() || fence.hasNote("quote")) {
        continue;
      }
      Map<String, String> sources;
      if (fence.hasNote("after")) {
        sources = new LinkedHashMap<>(types);
        String setup = setup(fence);
        int end = setup.indexOf(STATEMENTS);
        if (end >= 0) {
          sources.put("Setup.java", imports() + setup.substring(0, end));
        }
        sources.put(
            MAIN + ".java",
            program(fence, packageOf(types), end < 0 ? setup : setup.substring(end)));
      } else {
        types.put(fileName(fence), declarations(fence.text()));
        sources = new LinkedHashMap<>(types);
      }
      snippets.add(new Snippet(fence, Map.copyOf(sources)));
    }
    return snippets;
  }

  boolean isStatements() {
    return fence.hasNote("after");
  }

  /** Returns the name of the class that runs the statements. */
  String mainClass() {
    String name = packageOf(sources);
    return name.isEmpty() ? MAIN : name + "." + MAIN;
  }

  /** Returns the page's line of a line of the main class, if the snippet has it. */
  String place(String fileName, long line) {
    String source = sources.get(fileName);
    if (source != null) {
      String[] lines = source.split("\n", -1);
      String wanted = lines[(int) Math.min(line, lines.length) - 1];
      List<String> own = fence.text().lines().toList();
      if (own.contains(wanted)) {
        return fence.page() + ":" + (fence.line() + own.indexOf(wanted));
      }
    }
    return fence + " (" + fileName + ":" + line + ")";
  }

  @Override
  public String toString() {
    return fence.toString();
  }

  private static String fileName(Fence fence) {
    String first = null;
    for (Matcher type = TYPE.matcher(fence.text()); type.find(); ) {
      if (type.group(1) != null) {
        return type.group(2) + ".java";
      }
      first = first == null ? type.group(2) : first;
    }
    if (first == null) {
      throw new IllegalStateException(
          fence
              + ": the snippet declares no type; if it is statements, write <!-- after: SETUP -->"
              + " on the line before it, if it quotes a file, <!-- quote: PATH -->");
    }
    return first + ".java";
  }

  private static String declarations(String text) {
    return PACKAGE.matcher(text).find() ? text : imports() + text;
  }

  private static String program(Fence fence, String packageName, String setup) {
    String snippet = IMPORT.matcher(fence.text()).replaceAll("");
    String body =
        setup.contains(MARK) ? setup.replace(MARK, MARK + snippet) : setup + MARK + snippet;
    return (packageName.isEmpty() ? "" : "package " + packageName + ";\n")
        + imports()
        + IMPORT.matcher(fence.text()).results().map(r -> r.group()).collect(Collectors.joining())
        + "class Snippet {\n"
        + "public static void main(String[] args) throws Exception {\n"
        + body
        + "}\n}\n";
  }

  private static String setup(Fence fence) {
    Path file = Path.of("src/test/snippets", fence.noted("after") + ".java");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(fence + ": there is no set-up " + file, e);
    }
  }

  private static String packageOf(Map<String, String> sources) {
    for (String source : sources.values()) {
      Matcher matcher = PACKAGE.matcher(source);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    return "";
  }

  private static String imports() {
    return IMPORTS.stream().map("import %s;\n"::formatted).collect(Collectors.joining());
  }
}
