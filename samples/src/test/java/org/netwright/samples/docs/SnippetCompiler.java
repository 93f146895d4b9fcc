package org.netwright.samples.docs;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles snippets as a user's build does: javac, the processor, the class path. */
final class SnippetCompiler {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  private SnippetCompiler() {}

  /**
   * Compiles a snippet.
   *
   * @param classes the folder for class files, which is made
   * @return the errors, and the warnings of the processor, each with the page's line
   */
  static List<String> compile(Snippet snippet, Path classes) throws IOException {
    Files.createDirectories(classes);
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    String classPath = System.getProperty("java.class.path");
    try (StandardJavaFileManager files =
        JAVAC.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of("-d", classes.toString(), "-classpath", classPath, "-processorpath", classPath);
      List<JavaFileObject> sources = new ArrayList<>();
      for (Map.Entry<String, String> source : snippet.sources().entrySet()) {
        sources.add(new Source(source.getKey(), source.getValue()));
      }
      JAVAC.getTask(null, files, diagnostics, options, null, sources).call();
    }
    List<String> messages = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
      String text = diagnostic.getMessage(Locale.ROOT);
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR || text.contains("[netwright.")) {
        JavaFileObject source = diagnostic.getSource();
        String name = source == null ? "" : Path.of(source.getName()).getFileName().toString();
        messages.add(snippet.place(name, diagnostic.getLineNumber()) + ": " + text);
      }
    }
    return messages;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
