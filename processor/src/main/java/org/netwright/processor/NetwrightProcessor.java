package org.netwright.processor;

import com.google.auto.service.AutoService;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Generates a trainer and a model for each class with {@code @Network}.
 *
 * <p>A class that refers to missing classes is processed again in each round, because another
 * processor may generate them.
 */
@AutoService(Processor.class)
@SupportedAnnotationTypes("org.netwright.annotations.*")
@SupportedOptions(NetwrightProcessor.REPORT_OPTION)
public final class NetwrightProcessor extends AbstractProcessor {
  /** Whether to report costs and pictures: {@code true} or {@code false}. */
  static final String REPORT_OPTION = "netwright.report";

  private static final String NETWORK = "org.netwright.annotations.Network";
  private static final String BLOCK = "org.netwright.annotations.Block";

  /** Canonical names, because the elements of one round cannot be used in the next. */
  private final Set<String> unread = new LinkedHashSet<>();

  /** The names of the top-level classes of all rounds so far: those that have a source. */
  private final Set<String> sources = new HashSet<>();

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    ElementFilter.typesIn(round.getRootElements())
        .forEach(type -> sources.add(type.getQualifiedName().toString()));
    NetworkStep step = new NetworkStep(processingEnv, sources);
    List<TypeElement> again =
        unread.stream()
            .map(name -> processingEnv.getElementUtils().getTypeElement(name))
            .filter(Objects::nonNull)
            .<TypeElement>map(type -> type)
            .toList();
    if (round.processingOver()) {
      again.forEach(step::explain);
      return false;
    }
    unread.clear();
    again.forEach(type -> process(type, step));
    for (TypeElement annotation : annotations) {
      boolean isBlock = annotation.getQualifiedName().contentEquals(BLOCK);
      boolean isNetwork = annotation.getQualifiedName().contentEquals(NETWORK);
      for (Element element : round.getElementsAnnotatedWith(annotation)) {
        if (isNetwork && element instanceof TypeElement type) {
          process(type, step);
        } else if (isBlock && element instanceof TypeElement type) {
          step.processBlock(type);
        } else {
          step.processStray(element, annotation);
        }
      }
    }
    return false;
  }

  private void process(TypeElement type, NetworkStep step) {
    if (!step.process(type)) {
      unread.add(type.getQualifiedName().toString());
    }
  }
}
