package org.netwright.processor.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.features.ClassEnum;
import org.netwright.processor.features.FeatureRecord;
import org.netwright.processor.layer.AnnotationReader;
import org.netwright.processor.layer.Range;
import org.netwright.processor.layer.Reference;

/** Reads the members of one annotation with their places in the source. */
final class MirrorReader implements AnnotationReader {
  private final String name;
  private final SourceRef ref;
  private final Elements elements;
  private final Map<String, AnnotationValue> members = new LinkedHashMap<>();
  private final Set<String> given = new HashSet<>();
  private final List<Argument> arguments = new ArrayList<>();

  MirrorReader(AnnotationMirror mirror, SourceRef owner, Elements elements) {
    this.name = mirror.getAnnotationType().asElement().getSimpleName().toString();
    this.ref = owner.at(mirror);
    this.elements = elements;
    elements
        .getElementValuesWithDefaults(mirror)
        .forEach((member, value) -> members.put(member.getSimpleName().toString(), value));
    mirror.getElementValues().keySet().stream()
        .map(member -> member.getSimpleName().toString())
        .forEach(given::add);
  }

  /**
   * Returns the annotations in the container of a repeated annotation, and any other annotation
   * itself.
   */
  static Stream<AnnotationMirror> repeated(AnnotationMirror mirror) {
    boolean isContainer =
        mirror.getAnnotationType().asElement().getEnclosingElement() instanceof TypeElement;
    if (!isContainer) {
      return Stream.of(mirror);
    }
    return mirror.getElementValues().values().stream()
        .flatMap(value -> value.getValue() instanceof List<?> list ? list.stream() : Stream.of())
        .map(item -> (AnnotationMirror) ((AnnotationValue) item).getValue());
  }

  /** Reads a number and adds it to the arguments of {@link #use}. */
  @Override
  public double number(String member, Range range) {
    AnnotationValue value = member(member);
    double number = numberOf(value);
    arguments.add(new Argument(member, number, range, ref.at(value)));
    return number;
  }

  @Override
  public List<Integer> sizes(String member) {
    return wholeNumbers(member, Range.SIZE);
  }

  @Override
  public List<Integer> wholeNumbers(String member, Range range) {
    if (!(member(member).getValue() instanceof List<?> items)) {
      throw new UnreadableAnnotationException(name, member);
    }
    List<Integer> sizes = new ArrayList<>();
    for (Object item : items) {
      AnnotationValue value = (AnnotationValue) item;
      double number = numberOf(value);
      arguments.add(new Argument(member, number, range, ref.atElement(value)));
      sizes.add((int) number);
    }
    return sizes;
  }

  @Override
  public int size(String member) {
    return (int) number(member, Range.SIZE);
  }

  @Override
  public boolean flag(String member) {
    if (member(member).getValue() instanceof Boolean flag) {
      return flag;
    }
    throw new UnreadableAnnotationException(name, member);
  }

  @Override
  public boolean isSet(String member) {
    return given.contains(member);
  }

  @Override
  public Reference name(String member) {
    AnnotationValue value = member(member);
    if (value.getValue() instanceof String text) {
      return new Reference(text, ref.at(value));
    }
    throw new UnreadableAnnotationException(name, member);
  }

  @Override
  public List<Reference> names(String member) {
    if (!(member(member).getValue() instanceof List<?> items)) {
      throw new UnreadableAnnotationException(name, member);
    }
    List<Reference> names = new ArrayList<>();
    for (Object item : items) {
      AnnotationValue value = (AnnotationValue) item;
      if (!(value.getValue() instanceof String text)) {
        throw new UnreadableAnnotationException(name, member);
      }
      names.add(new Reference(text, ref.atElement(value)));
    }
    return names;
  }

  /** The place where a member is set, or the annotation for a default. */
  SourceRef refOf(String member) {
    return ref.at(member(member));
  }

  @Override
  public <E extends Enum<E>> E constant(String member, Class<E> type) {
    if (member(member).getValue() instanceof VariableElement constant) {
      return Enum.valueOf(type, constant.getSimpleName().toString());
    }
    throw new UnreadableAnnotationException(name, member);
  }

  /** Reads an array of constants. */
  <E extends Enum<E>> List<E> constants(String member, Class<E> type) {
    if (!(member(member).getValue() instanceof List<?> items)) {
      throw new UnreadableAnnotationException(name, member);
    }
    List<E> constants = new ArrayList<>();
    for (Object item : items) {
      if (!(((AnnotationValue) item).getValue() instanceof VariableElement constant)) {
        throw new UnreadableAnnotationException(name, member);
      }
      constants.add(Enum.valueOf(type, constant.getSimpleName().toString()));
    }
    return constants;
  }

  @Override
  public FeatureRecord record(String member) {
    SourceRef at = refOf(member);
    return new RecordReader(at.element(), elements).read(type(member), at);
  }

  /** Reads the enum that names the classes of a loss; empty if none does. */
  Optional<ClassEnum> classEnum(String member) {
    SourceRef at = refOf(member);
    TypeMirror type = type(member);
    return type.getKind() == TypeKind.VOID
        ? Optional.empty()
        : Optional.of(new RecordReader(at.element(), elements).readEnum(type, at));
  }

  /** Reads a class literal, also one of a primitive type. */
  TypeMirror type(String member) {
    if (member(member).getValue() instanceof TypeMirror type && type.getKind() != TypeKind.ERROR) {
      return type;
    }
    throw new UnreadableAnnotationException(name, member);
  }

  /** Reads a class literal. */
  OwnClass ownClass(String member, OwnClass.Contract contract) {
    if (member(member).getValue() instanceof DeclaredType type
        && type.asElement() instanceof TypeElement element) {
      return ClassReader.readOwn(element, contract, elements, refOf(member));
    }
    return ClassReader.readNoClass(type(member), contract, refOf(member));
  }

  /** The annotation with the numbers read so far. */
  AnnotationUse use() {
    return new AnnotationUse(name, List.copyOf(arguments), ref);
  }

  private AnnotationValue member(String member) {
    AnnotationValue value = members.get(member);
    if (value == null) {
      throw new UnreadableAnnotationException(name, member);
    }
    return value;
  }

  private double numberOf(AnnotationValue value) {
    if (value.getValue() instanceof Number number) {
      return number.doubleValue();
    }
    throw new UnreadableAnnotationException(name, value.toString());
  }
}
