package org.netwright.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** Each file that is written names the one class that it comes from: Gradle relies on it. */
class OriginatingElementTest {

  /** The processor, with a filer that takes down what it is told. */
  @SupportedAnnotationTypes("org.netwright.annotations.*")
  private static final class Overheard extends AbstractProcessor {
    private final NetwrightProcessor processor = new NetwrightProcessor();
    private final List<String> files = new ArrayList<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      Filer filer = proxy(Filer.class, environment.getFiler());
      processor.init(
          (ProcessingEnvironment)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {ProcessingEnvironment.class},
                  (self, method, arguments) ->
                      method.getName().equals("getFiler")
                          ? filer
                          : method.invoke(environment, arguments)));
    }

    private <T> T proxy(Class<T> type, T target) {
      return type.cast(
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {type},
              (self, method, arguments) -> {
                Element[] origins = (Element[]) arguments[arguments.length - 1];
                String name =
                    Arrays.stream(arguments)
                        .filter(CharSequence.class::isInstance)
                        .reduce((first, second) -> second)
                        .orElseThrow()
                        .toString();
                files.add(name + " from " + Arrays.toString(origins));
                try {
                  return method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }));
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      processor.process(annotations, round);
      return false;
    }
  }

  @Test
  void isTheNetwork() {
    Overheard overheard = new Overheard();
    String network =
        """
        package networks;

        import org.netwright.annotations.*;
        import org.netwright.runtime.*;

        @Network
        class %s {
          @Input(4) Layer x;
          @Linear(3) @MeanSquaredError Layer y;
        }
        """;
    assertThat(
            javac()
                .withProcessors(overheard)
                .withOptions("-Anetwright.report=true")
                .compile(
                    JavaFileObjects.forSourceString("networks.One", network.formatted("One")),
                    JavaFileObjects.forSourceString("networks.Two", network.formatted("Two"))))
        .succeeded();
    assertThat(overheard.files)
        .containsExactlyInAnyOrder(
            "networks.OneTrainer from [networks.One]",
            "OneTrainer.md from [networks.One]",
            "OneTrainer.json from [networks.One]",
            "OneTrainer.dot from [networks.One]",
            "networks.TwoTrainer from [networks.Two]",
            "TwoTrainer.md from [networks.Two]",
            "TwoTrainer.json from [networks.Two]",
            "TwoTrainer.dot from [networks.Two]");
  }
}
