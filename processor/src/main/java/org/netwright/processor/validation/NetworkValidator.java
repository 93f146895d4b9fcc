package org.netwright.processor.validation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.shape.ShapeInference;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.source.BlockDeclaration;
import org.netwright.processor.source.BlockUse;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.source.DeclaredClass;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.wiring.WiredNetwork;
import org.netwright.processor.wiring.Wiring;

/** Checks a declaration against all rules. */
public final class NetworkValidator {
  private static final List<ClassRule> CLASS_RULES =
      List.of(
          new InstantiableClass(),
          new BindableFields(),
          new ArgumentsInRange(),
          new CompatibleParts(),
          new SharedLayers(),
          new BlockParts(),
          new ResidualBranches(),
          new UsableRecords(),
          new KnownSuppressions());

  private static final List<Rule> RULES =
      List.of(
          new FittingClassName(),
          new OneOptimizer(),
          new Inputs(),
          new Outputs(),
          new Ids(),
          new SomethingToTrain(),
          new EffectiveRegularizers(),
          new CompatibleRegularizers(),
          new UsableClasses(),
          new TargetWidths(),
          new VisibleBlocks(),
          new FewEnoughLayers(),
          new PlainOutput(),
          new TargetsNotGiven(),
          new ActivationsBetweenLinears());

  private static final List<ShapeRule> SHAPE_RULES =
      List.of(
          new FittingShapes(),
          new SharedShapes(),
          new Vocabularies(),
          new OrthogonalVectors(),
          new GroupsOfFilters(),
          new NormalizedLines(),
          new SmallEnough(),
          new UncountedPadding(),
          new FittingLoss());

  private NetworkValidator() {}

  /** Returns the network with its layers in order and its shapes, or empty if it has errors. */
  public static Optional<ShapedNetwork> validate(
      NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    if (!isClass(network, diagnostics)) {
      return Optional.empty();
    }
    CLASS_RULES.forEach(rule -> rule.check(network, diagnostics));
    blocks(network).forEach(block -> CLASS_RULES.forEach(r -> r.check(block, diagnostics)));
    Optional<WiredNetwork> wired = Wiring.wire(network, diagnostics);
    if (wired.isEmpty()) {
      // Further messages would be about layers in the wrong order.
      return Optional.empty();
    }
    RULES.forEach(rule -> rule.check(wired.get(), diagnostics));
    ShapedNetwork shaped = ShapeInference.infer(wired.get());
    SHAPE_RULES.forEach(rule -> rule.check(shaped, diagnostics));
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    if (shaped.layers().size() != wired.get().layers().size()) {
      throw new IllegalStateException("a layer has no shape, and no rule has reported it");
    }
    return Optional.of(shaped);
  }

  /** Checks what can be known of a block without a network. */
  public static void validate(BlockDeclaration block, Diagnostics.Builder diagnostics) {
    if (isClass(block, diagnostics)) {
      CLASS_RULES.forEach(rule -> rule.check(block, diagnostics));
    }
  }

  /** Of something else, further messages would only confuse. */
  private static boolean isClass(DeclaredClass declared, Diagnostics.Builder diagnostics) {
    ClassDeclaration type = declared.type();
    if (!type.isClass()) {
      diagnostics.add(Message.NOT_A_CLASS, declared.ref(), type.kind(), type.simpleName());
    }
    return type.isClass();
  }

  /** The blocks that a class uses, directly or through others, each once. */
  private static Iterable<BlockDeclaration> blocks(DeclaredClass declared) {
    Map<String, BlockDeclaration> found = new LinkedHashMap<>();
    add(declared, found);
    return found.values();
  }

  private static void add(DeclaredClass declared, Map<String, BlockDeclaration> found) {
    for (LayerDeclaration field : declared.layers()) {
      Optional<BlockUse> use = field.block();
      use.flatMap(BlockUse::block)
          .filter(block -> found.putIfAbsent(use.orElseThrow().qualifiedName(), block) == null)
          .ifPresent(block -> add(block, found));
    }
  }
}
