package org.netwright.processor.support;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import org.netwright.processor.NetwrightProcessor;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Model;
import org.netwright.runtime.TrainerBuilder;

/** A network compiled with the processor, and loaded. */
public final class CompiledNetwork {
  private static final Map<String, CompiledNetwork> GOOD = new ConcurrentHashMap<>();

  private static final String TRAINER = "Trainer";

  private static final Pattern THRESHOLD =
      Pattern.compile("oftThreshold\\(\\s*(\\p{javaJavaIdentifierPart}+)\\.value");
  private static final Pattern PENALTY =
      Pattern.compile("(\\p{javaJavaIdentifierPart}+) = penalty\\(\\s*\"([^\"]+)\"");

  private final Compilation compilation;
  private final String trainerName;
  private final ClassLoader loader;

  private CompiledNetwork(Compilation compilation, String trainerName, ClassLoader loader) {
    this.compilation = compilation;
    this.trainerName = trainerName;
    this.loader = loader;
  }

  /** One of the networks in {@code good/}. */
  public static CompiledNetwork good(String name) {
    return GOOD.computeIfAbsent(name, n -> of(n, Resources.read("good", n + ".java")));
  }

  /** A network of the given source, which compiles, together with more files. */
  public static CompiledNetwork of(String name, String source, JavaFileObject... more) {
    Compilation compilation = compile(name, source, more);
    assertThat(compilation).succeededWithoutWarnings();
    String trainer =
        compilation.generatedSourceFiles().stream()
            .map(file -> file.getName().replaceFirst("^/[A-Z_]+/", "").replace('/', '.'))
            .filter(file -> file.endsWith(TRAINER + ".java"))
            .map(file -> file.replace(".java", ""))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no trainer"));
    return new CompiledNetwork(compilation, trainer, new Loader(compilation));
  }

  /** The networks in the given files, compiled together. */
  public static List<CompiledNetwork> of(List<JavaFileObject> files) {
    Compilation compilation = compiler().compile(files);
    assertThat(compilation).succeededWithoutWarnings();
    ClassLoader loader = new Loader(compilation);
    return compilation.generatedSourceFiles().stream()
        .map(file -> file.getName().replaceFirst("^/[A-Z_]+/", "").replace('/', '.'))
        .filter(file -> file.endsWith(TRAINER + ".java"))
        .map(file -> new CompiledNetwork(compilation, file.replace(".java", ""), loader))
        .toList();
  }

  /** What was compiled of random networks, all together. */
  public static List<CompiledNetwork> of(Compilation compilation, List<RandomNetwork> networks) {
    ClassLoader loader = new Loader(compilation);
    return networks.stream()
        .map(network -> new CompiledNetwork(compilation, network.trainerName(), loader))
        .toList();
  }

  /** Compiles random networks together, with what they need. */
  public static Compilation compile(List<RandomNetwork> networks) {
    List<JavaFileObject> files = new ArrayList<>();
    files.add(JavaFileObjects.forSourceString(RandomNetwork.HELPERS_NAME, RandomNetwork.HELPERS));
    networks.forEach(network -> files.addAll(network.files()));
    return compiler().compile(files);
  }

  /** Compiles a top-level class, of the package {@code networks} or of none, and more files. */
  public static Compilation compile(String name, String source, JavaFileObject... more) {
    String prefix = source.contains("package networks;") ? "networks." : "";
    List<JavaFileObject> files = new ArrayList<>(List.of(more));
    files.add(JavaFileObjects.forSourceString(prefix + name, source));
    return compiler().compile(files);
  }

  private static Compiler compiler() {
    return javac()
        .withProcessors(new NetwrightProcessor())
        .withOptions(
            "-Xlint:all,-processing,-classfile,-path",
            "-parameters",
            "-Xmaxerrs",
            "100000",
            "-Xmaxwarns",
            "100000");
  }

  /** The text of the trainer. */
  public String generatedSource() {
    return source(trainerName);
  }

  /** The text of the model. */
  public String modelSource() {
    return source(modelName());
  }

  private String source(String type) {
    try {
      return compilation
          .generatedSourceFile(type)
          .orElseThrow(() -> new AssertionError("no " + type))
          .getCharContent(false)
          .toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The names of the penalties that are applied after updates, as in {@code hidden.l1}. */
  public Set<String> proximalTerms() {
    String source = generatedSource();
    Set<String> fields =
        THRESHOLD.matcher(source).results().map(m -> m.group(1)).collect(Collectors.toSet());
    return PENALTY
        .matcher(source)
        .results()
        .filter(term -> fields.contains(term.group(1)))
        .map(term -> term.group(2))
        .collect(Collectors.toSet());
  }

  /** The trainer's simple name. */
  public String trainerSimpleName() {
    return trainerName.substring(trainerName.lastIndexOf('.') + 1);
  }

  /** The model's simple name. */
  public String modelSimpleName() {
    return modelName().substring(modelName().lastIndexOf('.') + 1);
  }

  private String modelName() {
    return trainerName.substring(0, trainerName.length() - TRAINER.length()) + "Model";
  }

  /** A model of what a trainer saved; it is package-private in most networks. */
  public Model loadModel(Path file, Engine engine) {
    try {
      Method load =
          loader.loadClass(modelName()).getDeclaredMethod("load", Path.class, Engine.class);
      load.setAccessible(true);
      return (Model) load.invoke(null, file, engine);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** The trainer's builder, which is package-private in most networks. */
  public TrainerBuilder<?, ?> builder() {
    try {
      Method builder = loader.loadClass(trainerName).getDeclaredMethod("builder");
      builder.setAccessible(true);
      return (TrainerBuilder<?, ?>) builder.invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, JavaFileObject> classes = new ConcurrentHashMap<>();

    Loader(Compilation compilation) {
      super(CompiledNetwork.class.getClassLoader());
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
