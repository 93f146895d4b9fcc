package org.netwright.processor.support;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.netwright.annotations.Network;
import org.netwright.processor.NetwrightProcessor;

/** Files that were compiled together with the processor, with every lint. */
public final class NetworkCompilation {
  private final Compilation result;
  private final Map<String, DeclaredNetwork> declared;

  private NetworkCompilation(Compilation result, Map<String, DeclaredNetwork> declared) {
    this.result = result;
    this.declared = declared;
  }

  /**
   * Compiles the files.
   *
   * @param before processors that run before Netwright's
   */
  public static NetworkCompilation of(List<JavaFileObject> files, Processor... before) {
    Declarations declarations = new Declarations();
    List<Processor> processors = new ArrayList<>(List.of(before));
    processors.add(new NetwrightProcessor());
    processors.add(declarations);
    Compilation result =
        javac()
            .withProcessors(processors)
            .withOptions(
                "-Xlint:all,-processing,-classfile,-path",
                "-parameters",
                "-Xmaxerrs",
                "100000",
                "-Xmaxwarns",
                "100000")
            .compile(files);
    return new NetworkCompilation(result, declarations.networks);
  }

  public Compilation result() {
    return result;
  }

  /** The ids of errors by the class that their file is named after, or the text of javac's own. */
  public Map<String, List<String>> errors() {
    Map<String, List<String>> errors = new HashMap<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : result.diagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR && diagnostic.getSource() != null) {
        String text = diagnostic.getMessage(Locale.ROOT).lines().findFirst().orElseThrow();
        String file = diagnostic.getSource().getName();
        String type = file.replaceFirst("^/", "").replace(".java", "").replace('/', '.');
        int id = text.lastIndexOf('[');
        errors
            .computeIfAbsent(type, t -> new ArrayList<>())
            .add(id < 0 ? text : text.substring(id + 1, text.length() - 1));
      }
    }
    return errors;
  }

  /** The first diagnostics, with the files that they are about. */
  public String described() {
    return result.diagnostics().stream()
        .limit(5)
        .map(
            diagnostic ->
                diagnostic
                    + "\n"
                    + Optional.ofNullable(diagnostic.getSource())
                        .map(NetworkCompilation::text)
                        .orElse(""))
        .collect(Collectors.joining("\n"));
  }

  private static String text(JavaFileObject file) {
    try {
      return file.getCharContent(true).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The networks, all of which have compiled without a warning. */
  public List<CompiledNetwork> networks() {
    assertThat(result).succeededWithoutWarnings();
    ClassLoader loader = new Loader(result);
    return declared.values().stream()
        .map(network -> new CompiledNetwork(network, result, loader))
        .toList();
  }

  /** Takes down what the networks declare. */
  @SupportedAnnotationTypes("org.netwright.annotations.Network")
  private static final class Declarations extends AbstractProcessor {
    private final Map<String, DeclaredNetwork> networks = new LinkedHashMap<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      for (TypeElement type :
          ElementFilter.typesIn(round.getElementsAnnotatedWith(Network.class))) {
        networks.put(type.getQualifiedName().toString(), DeclaredNetwork.of(type));
      }
      return false;
    }
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, JavaFileObject> classes = new ConcurrentHashMap<>();

    Loader(Compilation compilation) {
      super(NetworkCompilation.class.getClassLoader());
      for (JavaFileObject file : compilation.generatedFiles()) {
        if (file.getKind() == JavaFileObject.Kind.CLASS) {
          String name = file.getName().replaceFirst("^/[A-Z_]+/", "").replace(".class", "");
          classes.put(name.replace('/', '.'), file);
        }
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      JavaFileObject file = classes.get(name);
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      try (InputStream in = file.openInputStream()) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
