package org.netwright.processor;

import com.google.auto.service.AutoService;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Generates a trainer for each class that carries {@code @Network}. */
@AutoService(Processor.class)
@SupportedAnnotationTypes("org.netwright.annotations.*")
public final class NetwrightProcessor extends AbstractProcessor {
  private static final String NETWORK = "org.netwright.annotations.Network";

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    NetworkStep step = new NetworkStep(processingEnv);
    for (TypeElement annotation : annotations) {
      boolean isNetwork = annotation.getQualifiedName().contentEquals(NETWORK);
      for (Element element : round.getElementsAnnotatedWith(annotation)) {
        if (isNetwork && element instanceof TypeElement type) {
          step.process(type);
        } else {
          step.processStray(element, annotation);
        }
      }
    }
    return false;
  }
}
