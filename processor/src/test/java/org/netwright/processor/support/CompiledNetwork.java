package org.netwright.processor.support;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.netwright.processor.NetwrightProcessor;
import org.netwright.runtime.ArrayModel;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Model;
import org.netwright.runtime.NetworkTrainerBuilder;
import org.netwright.runtime.TrainerBuilder;

/** A network compiled with {@link NetwrightProcessor}, and loaded. */
public final class CompiledNetwork {
  private static final Map<String, CompiledNetwork> GOOD = new ConcurrentHashMap<>();

  private final DeclaredNetwork declared;
  private final Compilation compilation;
  private final ClassLoader loader;

  CompiledNetwork(DeclaredNetwork declared, Compilation compilation, ClassLoader loader) {
    this.declared = declared;
    this.compilation = compilation;
    this.loader = loader;
  }

  /** One of the networks in {@code good/}. */
  public static CompiledNetwork good(String name) {
    return GOOD.computeIfAbsent(name, n -> of(n, Resources.read("good", n + ".java")));
  }

  /** One of the networks in {@code graphs/}. */
  public static CompiledNetwork graph(String name) {
    return GOOD.computeIfAbsent(name, n -> of(n, Resources.read("graphs", n + ".java")));
  }

  /** A network of the given source, which compiles, together with more files. */
  public static CompiledNetwork of(String name, String source, JavaFileObject... more) {
    return NetworkCompilation.of(files(name, source, more)).networks().get(0);
  }

  /** Compiles a top-level class, of the package {@code networks} or of none, and more files. */
  public static Compilation compile(String name, String source, JavaFileObject... more) {
    return NetworkCompilation.of(files(name, source, more)).result();
  }

  private static List<JavaFileObject> files(String name, String source, JavaFileObject... more) {
    String prefix = source.contains("package networks;") ? "networks." : "";
    List<JavaFileObject> files = new ArrayList<>(List.of(more));
    files.add(JavaFileObjects.forSourceString(prefix + name, source));
    return files;
  }

  public DeclaredNetwork declared() {
    return declared;
  }

  /** The text of the trainer. */
  public String generatedSource() {
    return source(declared.trainerName());
  }

  /** The text of the model. */
  public String modelSource() {
    return source(declared.modelName());
  }

  /** The text of a generated class. */
  public String source(String type) {
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

  /** The names of the methods that the trainer calls, on any object. */
  public Set<String> calledMethods() {
    return calledMethods(declared.trainerName());
  }

  /** The names of the methods that the model calls, on any object. */
  public Set<String> methodsCalledByModel() {
    return calledMethods(declared.modelName());
  }

  private Set<String> calledMethods(String type) {
    JavaFileObject trainer = JavaFileObjects.forSourceString(type, source(type));
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, List.of(trainer));
    Set<String> names = new HashSet<>();
    TreeScanner<Void, Void> calls =
        new TreeScanner<>() {
          @Override
          public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
            if (call.getMethodSelect() instanceof MemberSelectTree method) {
              names.add(method.getIdentifier().toString());
            }
            return super.visitMethodInvocation(call, null);
          }
        };
    try {
      calls.scan(task.parse(), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  /** Loads a class that was compiled with it. */
  public Class<?> load(String type) {
    try {
      return loader.loadClass(type);
    } catch (ClassNotFoundException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** The trainer's simple name. */
  public String trainerSimpleName() {
    return simpleName(declared.trainerName());
  }

  /** The model's simple name. */
  public String modelSimpleName() {
    return simpleName(declared.modelName());
  }

  private static String simpleName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** A model of what a trainer saved, of a network with one input and one output. */
  public Model loadModel(Path file, Engine engine) {
    return (Model) loadNetworkModel(file, engine);
  }

  /** A model of what a trainer saved; it is package-private in most networks. */
  public ArrayModel loadNetworkModel(Path file, Engine engine) {
    try {
      Method load =
          loader
              .loadClass(declared.modelName())
              .getDeclaredMethod("load", Path.class, Engine.class);
      load.setAccessible(true);
      return (ArrayModel) load.invoke(null, file, engine);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** The trainer's builder, of a network with one input and one output. */
  public TrainerBuilder<?, ?> builder() {
    return (TrainerBuilder<?, ?>) networkBuilder();
  }

  /** The trainer's builder, which is package-private in most networks. */
  @SuppressWarnings("unchecked") // of networks that take arrays
  public NetworkTrainerBuilder<?, ? extends ArrayTrainer<?>> networkBuilder() {
    try {
      Method builder = loader.loadClass(declared.trainerName()).getDeclaredMethod("builder");
      builder.setAccessible(true);
      return (NetworkTrainerBuilder<?, ? extends ArrayTrainer<?>>) builder.invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
