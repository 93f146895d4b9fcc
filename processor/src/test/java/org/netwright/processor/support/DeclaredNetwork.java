package org.netwright.processor.support;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import org.netwright.annotations.After;
import org.netwright.annotations.Anchor;
import org.netwright.annotations.BinaryCrossEntropy;
import org.netwright.annotations.CrossEntropy;
import org.netwright.annotations.ElasticNet;
import org.netwright.annotations.Embedding;
import org.netwright.annotations.GroupLasso;
import org.netwright.annotations.Huber;
import org.netwright.annotations.Input;
import org.netwright.annotations.L1;
import org.netwright.annotations.L2;
import org.netwright.annotations.Loss;
import org.netwright.annotations.MeanAbsoluteError;
import org.netwright.annotations.MeanSquaredError;
import org.netwright.annotations.NoPenalty;
import org.netwright.annotations.Output;
import org.netwright.annotations.SameAs;
import org.netwright.annotations.Scope;
import org.netwright.annotations.Targets;
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

  /**
   * An input.
   *
   * @param dimensions without the batch
   * @param vocabulary how many ids there are, or 0 for an input of numbers
   * @param isVariable whether it takes sequences of different lengths
   */
  public record DeclaredInput(List<Integer> dimensions, int vocabulary, boolean isVariable) {}

  private static final List<Class<? extends Annotation>> LOSSES =
      List.of(
          MeanSquaredError.class,
          MeanAbsoluteError.class,
          Huber.class,
          CrossEntropy.class,
          BinaryCrossEntropy.class,
          Loss.class);

  private static final List<Class<? extends Annotation>> READ =
      List.of(
          Input.class,
          After.class,
          Embedding.class,
          SameAs.class,
          Output.class,
          MeanSquaredError.class,
          MeanAbsoluteError.class,
          Huber.class,
          L1.class,
          L2.class,
          ElasticNet.class,
          GroupLasso.class,
          NoPenalty.class,
          CrossEntropy.class,
          BinaryCrossEntropy.class,
          Loss.class);

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

    <A extends Annotation> Optional<A> one(Class<A> type) {
      return all(type).findFirst();
    }

    boolean has(Class<? extends Annotation> type) {
      return all(type).findAny().isPresent();
    }

    boolean hasLoss() {
      return LOSSES.stream().anyMatch(this::has);
    }

    Target target() {
      Targets own = one(Loss.class).map(Loss::targets).orElse(Targets.VALUES);
      if (has(CrossEntropy.class) || own == Targets.CLASSES) {
        return Target.CLASS_NUMBERS;
      }
      return has(BinaryCrossEntropy.class) || own == Targets.PROBABILITIES
          ? Target.PROBABILITIES
          : Target.VALUES;
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

  /** The inputs, in the order of their fields. */
  public List<DeclaredInput> inputs() {
    return fields.stream()
        .filter(field -> field.has(Input.class))
        .map(
            field ->
                new DeclaredInput(
                    IntStream.of(field.one(Input.class).orElseThrow().value()).boxed().toList(),
                    vocabulary(field.name()),
                    field.one(Input.class).orElseThrow().variable()))
        .toList();
  }

  /** The vocabulary of the embeddings that read an input, or 0. */
  private int vocabulary(String input) {
    return fields.stream()
        .filter(field -> reads(field).equals(input))
        .flatMap(field -> embedding(field).stream())
        .mapToInt(Embedding::vocabulary)
        .findFirst()
        .orElse(0);
  }

  private String reads(Declared field) {
    int index = fields.indexOf(field);
    return field
        .one(After.class)
        .map(After::value)
        .orElseGet(() -> index == 0 ? "" : fields.get(index - 1).name());
  }

  private Optional<Embedding> embedding(Declared field) {
    return field
        .one(SameAs.class)
        .map(same -> embedding(field(same.value())))
        .orElseGet(() -> field.one(Embedding.class));
  }

  private Declared field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst().orElseThrow();
  }

  /** The id whose row is not trained, or -1; of a layer of the network itself. */
  public int padding(String layer) {
    return fields.stream()
        .filter(field -> field.name().equals(layer))
        .flatMap(field -> embedding(field).stream())
        .mapToInt(Embedding::padding)
        .findFirst()
        .orElse(-1);
  }

  /** The fields that are outputs, in their order; empty for those without a loss. */
  public List<Optional<Target>> outputs() {
    return fields.stream()
        .filter(field -> field.hasLoss() || field.has(Output.class))
        .map(field -> field.hasLoss() ? Optional.of(field.target()) : Optional.<Target>empty())
        .toList();
  }

  /**
   * The number of values in a row of the targets of an output, or 0 if they have its shape.
   *
   * @param output its index among the fields that are outputs
   */
  public int targetWidth(int output) {
    return fields.stream()
        .filter(field -> field.hasLoss() || field.has(Output.class))
        .skip(output)
        .findFirst()
        .flatMap(field -> field.one(Loss.class))
        .map(Loss::targetWidth)
        .orElse(0);
  }

  /** Whether a penalty grows with the distance from the initial parameters. */
  public boolean hasAnchor() {
    return Stream.concat(Stream.of(type), fields.stream())
        .flatMap(declared -> declared.all(L2.class))
        .anyMatch(l2 -> l2.towards() == Anchor.INITIAL);
  }

  /**
   * Whether a penalty is applied after each update, instead of through its gradient; no penalty of
   * a block is.
   */
  public boolean isProximal(Strength penalty) {
    if (penalty.layer().contains(".")) {
      return false;
    }
    Declared field = field(penalty.layer());
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
    String words = penalty.scope();
    return switch (scope) {
      case ALL -> true;
      case RECURRENT -> words.equals("recurrent weight");
      // On a class it is both.
      case WEIGHT -> words.equals("weight") || words.equals("weight and recurrent weight");
      default -> words.equals(scope.name().toLowerCase(Locale.ROOT));
    };
  }
}
