package org.netwright.processor.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.features.Component;
import org.netwright.processor.features.ComponentKind;
import org.netwright.processor.features.FeatureRecord;
import org.netwright.processor.features.JavaType;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.shape.TestNetworks;

class LayerKindsTest {
  private static final List<LayerKind<?>> KINDS = LayerKinds.ALL;
  private static final SourceRef REF = TestNetworks.NOWHERE;

  /** Answers with the defaults of an annotation, and with sizes of 3. */
  private record Defaults(Class<?> annotation) implements AnnotationReader {
    private Object member(String name) {
      try {
        Method member = annotation.getMethod(name);
        Object value = member.getDefaultValue();
        return value == null || (name.equals("value") && !(value instanceof Double)) ? 3 : value;
      } catch (NoSuchMethodException e) {
        throw new AssertionError(annotation + " has no member " + name, e);
      }
    }

    @Override
    public double number(String member, Range range) {
      return ((Number) member(member)).doubleValue();
    }

    @Override
    public int size(String member) {
      // A default of 0 is only for records.
      int size = (int) number(member, Range.SIZE);
      return size == 0 ? 3 : size;
    }

    @Override
    public List<Integer> sizes(String member) {
      return wholeNumbers(member, Range.SIZE);
    }

    @Override
    public List<Integer> wholeNumbers(String member, Range range) {
      Object value = member(member);
      return value instanceof int[] numbers
          ? IntStream.of(numbers).boxed().toList()
          : List.of(size(member));
    }

    @Override
    public boolean flag(String member) {
      return (Boolean) member(member);
    }

    @Override
    public boolean isSet(String member) {
      return member.equals("value");
    }

    @Override
    public Reference name(String member) {
      return new Reference(String.valueOf(member(member)), REF);
    }

    @Override
    public List<Reference> names(String member) {
      return List.of(new Reference("other", REF));
    }

    @Override
    public FeatureRecord record(String member) {
      Component number = new Component("x", new ComponentKind.Numeric(), false);
      return new FeatureRecord(
          new JavaType("", List.of("Example")), false, List.of(number), List.of());
    }

    @Override
    public <E extends Enum<E>> E constant(String member, Class<E> type) {
      return Enum.valueOf(type, ((Enum<?>) member(member)).name());
    }
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void aSignatureHasTheParametersOfTheRolesThatAreKnownBefore(LayerKind<?> kind) throws Exception {
    Operation<?> operation =
        Operation.read(
            kind, new Defaults(Class.forName("org.netwright.annotations." + kind.annotation())));
    Signature signature =
        Stream.of(
                Shape.batch(5),
                Shape.batch(3),
                Shape.batch(3, 6),
                Shape.batch(3, 8).as(Shape.Kind.SEQUENCE),
                Shape.batch(3, 6, 6))
            .map(shape -> operation.infer(List.of(shape, shape)))
            .filter(Signature.class::isInstance)
            .map(Signature.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(signature.parameters().stream().map(Parameter::role).distinct())
        .containsExactlyElementsOf(operation.roles());
    assertThat(signature.parameters()).extracting(Parameter::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void eachHasAnAnnotationOfItsOwn(LayerKind<?> kind) {
    assertThat(KINDS.stream().filter(other -> other.annotation().equals(kind.annotation())))
        .containsExactly(kind);
  }

  /**
   * What comes after dropout would be read as the output of the layer in prediction. After the
   * dropout of a branch comes the sum that it is a part of.
   */
  @ParameterizedTest
  @FieldSource("KINDS")
  void onlyDropoutIsForTrainingOnly(LayerKind<?> kind) {
    assertThat(kind.effect() == Effect.TRAINING_ONLY)
        .isEqualTo(kind.place() == lastPlace() || kind.place() == Place.BRANCH);
  }

  private static Place lastPlace() {
    return Arrays.stream(Place.values()).reduce((first, second) -> second).orElseThrow();
  }
}
