package org.netwright.processor.support;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import org.netwright.annotations.Anchor;
import org.netwright.annotations.BinaryCrossEntropy;
import org.netwright.annotations.CrossEntropy;
import org.netwright.annotations.ElasticNet;
import org.netwright.annotations.GroupLasso;
import org.netwright.annotations.Input;
import org.netwright.annotations.L1;
import org.netwright.annotations.L2;
import org.netwright.annotations.NoPenalty;
import org.netwright.annotations.Scope;
import org.netwright.runtime.Strength;

/**
 * What tests need to know of a declaration, from the annotations themselves: the processor has no
 * part in it.
 */
public final class DeclaredNetwork {
  /** What a loss compares the output with. */
  public enum Target {
    VALUES,
    CLASS_NUMBERS,
    PROBABILITIES
  }

  private static final List<Class<? extends Annotation>> READ =
      List.of(
          Input.class,
          L1.class,
          L2.class,
          ElasticNet.class,
          GroupLasso.class,
          NoPenalty.class,
          CrossEntropy.class,
          BinaryCrossEntropy.class);

  /** The annotations of a class or field, which stay valid after its round of processing. */
  private record Declared(String name, List<Annotation> annotations) {
    static Declared of(Element element) {
      List<Annotation> annotations =
          READ.stream()
              .flatMap(type -> Arrays.stream(element.getAnnotationsByType(type)))
              .<Annotation>map(annotation -> annotation)
              .toList();
      return new Declared(element.getSimpleName().toString(), annotations);
    }

    <A extends Annotation> Stream<A> all(Class<A> type) {
      return annotations.stream().filter(type::isInstance).map(type::cast);
    }

    boolean has(Class<? extends Annotation> type) {
      return all(type).findAny().isPresent();
    }
  }

  private final String baseName;
  private final Declared type;
  private final List<Declared> fields;

  private DeclaredNetwork(String baseName, Declared type, List<Declared> fields) {
    this.baseName = baseName;
    this.type = type;
    this.fields = fields;
  }

  static DeclaredNetwork of(TypeElement type) {
    List<Declared> fields =
        type.getEnclosedElements().stream()
            .filter(member -> member.getKind() == ElementKind.FIELD)
            .map(Declared::of)
            .toList();
    return new DeclaredNetwork(baseName(type), Declared.of(type), fields);
  }

  /** {@code networks.Outer_Net}, which the names of generated classes begin with. */
  private static String baseName(TypeElement type) {
    String name = type.getSimpleName().toString();
    Element outer = type.getEnclosingElement();
    for (; outer instanceof TypeElement; outer = outer.getEnclosingElement()) {
      name = outer.getSimpleName() + "_" + name;
    }
    PackageElement inPackage = (PackageElement) outer;
    return inPackage.isUnnamed() ? name : inPackage.getQualifiedName() + "." + name;
  }

  /** The qualified name of its trainer. */
  public String trainerName() {
    return baseName + "Trainer";
  }

  /** The qualified name of its model. */
  public String modelName() {
    return baseName + "Model";
  }

  /** The dimensions of the input, without the batch. */
  public int[] input() {
    return fields.stream()
        .flatMap(field -> field.all(Input.class))
        .findFirst()
        .orElseThrow()
        .value();
  }

  public Target target() {
    if (fields.stream().anyMatch(field -> field.has(CrossEntropy.class))) {
      return Target.CLASS_NUMBERS;
    }
    return fields.stream().anyMatch(field -> field.has(BinaryCrossEntropy.class))
        ? Target.PROBABILITIES
        : Target.VALUES;
  }

  /** Whether a penalty grows with the distance from the initial parameters. */
  public boolean hasAnchor() {
    return Stream.concat(Stream.of(type), fields.stream())
        .flatMap(declared -> declared.all(L2.class))
        .anyMatch(l2 -> l2.towards() == Anchor.INITIAL);
  }

  /** Whether a penalty is applied after each update, instead of through its gradient. */
  public boolean isProximal(Strength penalty) {
    Declared field =
        fields.stream().filter(f -> f.name().equals(penalty.layer())).findFirst().orElseThrow();
    return switch (penalty.kind()) {
      case "l1" -> proximalL1(field).anyMatch(scope -> covers(scope, penalty));
      case "groupLasso" -> field.all(GroupLasso.class).anyMatch(GroupLasso::proximal);
      default -> false;
    };
  }

  /** Where L1 is proximal: by the field's own annotations, or else by those of the class. */
  private Stream<Scope> proximalL1(Declared field) {
    boolean isOwn =
        field.has(L1.class) || field.has(ElasticNet.class) || field.has(NoPenalty.class);
    Declared declared = isOwn ? field : type;
    return Stream.concat(
        declared.all(L1.class).filter(L1::proximal).map(L1::on),
        declared.all(ElasticNet.class).filter(ElasticNet::proximal).map(ElasticNet::on));
  }

  private static boolean covers(Scope scope, Strength penalty) {
    return scope == Scope.ALL || penalty.scope().equals(scope.name().toLowerCase(Locale.ROOT));
  }
}
