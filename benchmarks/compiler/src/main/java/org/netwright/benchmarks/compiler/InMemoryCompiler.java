package org.netwright.benchmarks.compiler;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.netwright.processor.NetwrightProcessor;

/** javac in this process, which stays warm; classes go to a folder. */
final class InMemoryCompiler implements AutoCloseable {
  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager files;
  private final Path folder;

  InMemoryCompiler() throws IOException {
    files = javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
    folder = Files.createTempDirectory("netwright-compiler");
    files.setLocation(StandardLocation.CLASS_OUTPUT, List.of(folder.toFile()));
  }

  /** Compiles a class, with the processor or without. */
  void compile(Source network, boolean withProcessor) {
    JavaCompiler.CompilationTask task =
        javac.getTask(
            null,
            files,
            null,
            withProcessor ? List.of() : List.of("-proc:none"),
            null,
            List.of(new Unit(network)));
    if (withProcessor) {
      task.setProcessors(List.of(new NetwrightProcessor()));
    }
    if (!task.call()) {
      throw new IllegalStateException(network + " does not compile");
    }
  }

  /** What was compiled. */
  ClassLoader classes() throws IOException {
    return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private static final class Unit extends SimpleJavaFileObject {
    private final String text;

    Unit(Source network) {
      super(URI.create("string:///" + network.name() + ".java"), Kind.SOURCE);
      this.text = network.text();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
