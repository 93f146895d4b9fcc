package org.netwright.processor.shape;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.kind.Initializer;
import org.netwright.processor.kind.LossKind;
import org.netwright.processor.layer.LayerKind;
import org.netwright.processor.layer.Linear;
import org.netwright.processor.layer.Operation;
import org.netwright.processor.source.AnnotationUse;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.source.FieldAnnotation;
import org.netwright.processor.source.HiddenNames;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.LossDeclaration;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.OperationDeclaration;
import org.netwright.processor.wiring.WiredNetwork;
import org.netwright.processor.wiring.Wiring;

/** Declarations, put together by hand. */
public final class TestNetworks {
  public static final SourceRef NOWHERE =
      SourceRef.of(
          (Element)
              java.lang.reflect.Proxy.newProxyInstance(
                  TestNetworks.class.getClassLoader(),
                  new Class<?>[] {Element.class},
                  (self, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                  }));

  private TestNetworks() {}

  public static <S> OperationDeclaration operation(LayerKind<S> kind, S spec) {
    return new OperationDeclaration(use(kind.annotation()), new Operation<>(kind, spec));
  }

  public static LayerDeclaration layer(String name, FieldAnnotation... annotations) {
    return new LayerDeclaration(
        name,
        "Layer",
        true,
        Optional.empty(),
        Set.of(),
        List.of(annotations),
        List.of(),
        Optional.empty(),
        NOWHERE);
  }

  public static FieldAnnotation meanSquaredError() {
    return new LossDeclaration(
        use("MeanSquaredError"), LossKind.MEAN_SQUARED_ERROR, 1, Optional.empty());
  }

  public static NetworkDeclaration network(LayerDeclaration... layers) {
    return new NetworkDeclaration(
        new ClassDeclaration("", List.of("Net"), "class", Set.of(), "", true, false),
        List.of(),
        Optional.empty(),
        List.of(),
        Stream.of(layers).toList(),
        List.of(),
        new HiddenNames(false, Set.of()),
        NOWHERE);
  }

  /** The same network as a graph, which must be possible. */
  public static WiredNetwork wired(LayerDeclaration... layers) {
    return Wiring.wire(network(layers), new Diagnostics.Builder()).orElseThrow();
  }

  /** {@code @Linear(out)}. */
  public static OperationDeclaration linear(int out, boolean bias, Initializer initializer) {
    return operation(new Linear(), new Linear.Spec(out, 0, Optional.empty(), 1, bias, initializer));
  }

  private static AnnotationUse use(String name) {
    return new AnnotationUse(name, List.of(), NOWHERE);
  }
}
