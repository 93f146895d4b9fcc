package org.netwright.processor.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.netwright.processor.NetwrightProcessor;

/** The processor, with something between it and the files that it asks for. */
@SupportedAnnotationTypes("org.netwright.annotations.*")
@SupportedOptions("netwright.report")
public final class InterceptedProcessor extends AbstractProcessor {

  /** Sees each file that is asked for before it is made. */
  @FunctionalInterface
  public interface Interceptor {
    void asked(Object[] arguments) throws Exception;
  }

  private final NetwrightProcessor processor = new NetwrightProcessor();
  private final Interceptor interceptor;

  public InterceptedProcessor(Interceptor interceptor) {
    this.interceptor = interceptor;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    Filer filer = intercepted(environment.getFiler());
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

  private Filer intercepted(Filer filer) {
    return (Filer)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Filer.class},
            (self, method, arguments) -> {
              interceptor.asked(arguments);
              try {
                return method.invoke(filer, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    processor.process(annotations, round);
    return false;
  }
}
