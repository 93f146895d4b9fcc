package org.netwright.processor.source;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.features.ClassEnum;
import org.netwright.processor.features.FeatureRecord;
import org.netwright.processor.features.JavaType;
import org.netwright.processor.kind.Role;
import org.netwright.processor.layer.Effect;
import org.netwright.processor.layer.Place;

/**
 * A field that is a layer or a block, with its annotations in source order.
 *
 * @param name of the field; in a network whose blocks are expanded, the name of the layer in the
 *     whole network
 * @param type the type of the field, for messages
 * @param isLayer whether that type is the runtime's {@code Layer}
 * @param block the block that it is, if its type is a class with {@code @Block}
 * @param modifiers which of {@code public}, {@code private}, {@code static} and {@code final} it
 *     has
 * @param defaults the penalties, decays and constraints of the class
 * @param after the field that it reads, if {@code @After} names one
 */
public record LayerDeclaration(
    String name,
    String type,
    boolean isLayer,
    Optional<BlockUse> block,
    Set<String> modifiers,
    List<FieldAnnotation> annotations,
    List<RegularizerDeclaration> defaults,
    Optional<After> after,
    SourceRef ref) {

  /** The same layer as a part of a network whose blocks are expanded. */
  public LayerDeclaration as(
      String newName,
      List<FieldAnnotation> newAnnotations,
      List<RegularizerDeclaration> newDefaults) {
    return new LayerDeclaration(
        newName, type, isLayer, block, modifiers, newAnnotations, newDefaults, after, ref);
  }

  private <A extends FieldAnnotation> List<A> all(Class<A> type) {
    return annotations.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** What it does, in the order in which it does it. */
  public List<OperationDeclaration> operations() {
    return all(OperationDeclaration.class).stream()
        .sorted(Comparator.comparing(declared -> declared.operation().place()))
        .toList();
  }

  /** Its operations of one place; a valid layer has at most one. */
  public List<OperationDeclaration> operations(Place place) {
    return operations().stream().filter(op -> op.operation().place() == place).toList();
  }

  /** Its operations of one effect. */
  public List<OperationDeclaration> operations(Effect effect) {
    return operations().stream().filter(op -> op.operation().effect() == effect).toList();
  }

  /** The annotation that makes it the input of the network, if it is. */
  public Optional<OperationDeclaration> input() {
    return operations(Place.INPUT).stream().findFirst();
  }

  /** The record that it takes, if it is an input that is a record. */
  public Optional<FeatureRecord> features() {
    return input()
        .map(declared -> declared.operation().spec())
        .filter(FeatureRecord.class::isInstance)
        .map(FeatureRecord.class::cast);
  }

  /** The user's types of the examples and targets that it takes. */
  public Stream<JavaType> typesOfExamples() {
    return Stream.concat(
        features().stream().flatMap(FeatureRecord::types),
        losses().stream().flatMap(loss -> loss.classes().stream()).map(ClassEnum::type));
  }

  public List<LossDeclaration> losses() {
    return all(LossDeclaration.class);
  }

  public Optional<LossDeclaration> loss() {
    return losses().stream().findFirst();
  }

  /** The user's classes that its annotations name. */
  public Stream<OwnClass> ownClasses() {
    return annotations.stream().flatMap(annotation -> annotation.ownClass().stream());
  }

  public Optional<OutputDeclaration> output() {
    return all(OutputDeclaration.class).stream().findFirst();
  }

  /** Whether the network returns what it gives. */
  public boolean isOutput() {
    return output().isPresent() || !losses().isEmpty();
  }

  public Optional<SameAsDeclaration> sameAs() {
    return all(SameAsDeclaration.class).stream().findFirst();
  }

  public Optional<RepeatDeclaration> repeat() {
    return all(RepeatDeclaration.class).stream().findFirst();
  }

  public List<RegularizerDeclaration> regularizers() {
    List<RegularizerDeclaration> own = all(RegularizerDeclaration.class);
    return roles().contains(Role.EMBEDDING)
        ? own.stream().map(RegularizerDeclaration::onEmbedding).toList()
        : own;
  }

  /**
   * Its penalties, decays and constraints: its own, and those of the class of other kinds. Those on
   * the weight come before those on the bias.
   */
  public List<RegularizerDeclaration> effectiveRegularizers() {
    List<RegularizerDeclaration> own = regularizers();
    Stream<RegularizerDeclaration> inherited =
        noPenalty().isPresent()
            ? Stream.empty()
            : defaults.stream()
                .filter(part -> own.stream().noneMatch(p -> p.title().equals(part.title())))
                .filter(part -> roles().stream().anyMatch(part::covers));
    return Stream.concat(own.stream(), inherited)
        .sorted(
            Comparator.comparing(RegularizerDeclaration::kind)
                .thenComparing(RegularizerDeclaration::scope))
        .toList();
  }

  public Optional<NoPenaltyDeclaration> noPenalty() {
    return all(NoPenaltyDeclaration.class).stream().findFirst();
  }

  /** The roles of its parameters. */
  public List<Role> roles() {
    return operations().stream()
        .flatMap(declared -> declared.operation().roles().stream())
        .distinct()
        .toList();
  }

  public boolean hasParameters() {
    return !roles().isEmpty();
  }
}
