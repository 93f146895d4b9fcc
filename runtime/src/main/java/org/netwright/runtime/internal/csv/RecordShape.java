package org.netwright.runtime.internal.csv;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.netwright.runtime.internal.data.CsvFormat;

/**
 * The components of a record that are read from columns, those of nested records among them, and
 * the constructors that take their values.
 *
 * @param components in their order
 * @param create creates a record of the last values of the components, without arguments
 */
record RecordShape(List<Component> components, MethodHandle create) {
  /** A method handle takes at most 255 arguments, some of which are its own. */
  private static final int MOST = 250;

  /**
   * Looks at a record.
   *
   * @throws IllegalArgumentException if it cannot be created, or a component has a type that cannot
   *     be read
   */
  static RecordShape of(Class<?> type, CsvFormat format) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(
          "expected the class of a record, got %s".formatted(type.getName()));
    }
    List<Component> components = new ArrayList<>();
    Builder builder = new Builder(new Components(format, type.getSimpleName()), components);
    MethodHandle create = builder.creator(type, "");
    return new RecordShape(
        List.copyOf(components), create.asType(MethodType.methodType(Object.class)));
  }

  /** Goes through the components of a record, and of the records in it. */
  private static final class Builder {
    private final Components factory;
    private final List<Component> components;
    private final Deque<Class<?>> outer = new ArrayDeque<>();

    Builder(Components factory, List<Component> components) {
      this.factory = factory;
      this.components = components;
    }

    /**
     * Returns what creates a record.
     *
     * @param path of the components that lead to it, each with a point behind it
     */
    MethodHandle creator(Class<?> type, String path) {
      RecordComponent[] own = type.getRecordComponents();
      if (own.length == 0 || own.length > MOST || outer.contains(type)) {
        throw new IllegalArgumentException(
            "%s %s; it cannot be read from a CSV file"
                .formatted(
                    type.getSimpleName(),
                    own.length == 0
                        ? "has no components"
                        : own.length > MOST
                            ? "has %d components, more than %d".formatted(own.length, MOST)
                            : "contains itself, in " + path.substring(0, path.length() - 1)));
      }
      MethodHandle create = constructor(type, own);
      outer.push(type);
      MethodHandle[] values = new MethodHandle[own.length];
      for (int i = 0; i < own.length; i++) {
        values[i] = value(own[i], path + own[i].getName());
      }
      outer.pop();
      for (int i = own.length - 1; i >= 0; i--) {
        create = MethodHandles.collectArguments(create, i, values[i]);
      }
      return create;
    }

    private MethodHandle value(RecordComponent component, String path) {
      if (component.getType().isRecord()) {
        return creator(component.getType(), path + ".");
      }
      Component read = factory.of(path, component.getType(), component.getGenericType());
      components.add(read);
      return read.handle();
    }
  }

  private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
    Class<?>[] parameters =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> canonical = type.getDeclaredConstructor(parameters);
      canonical.setAccessible(true);
      return MethodHandles.lookup().unreflectConstructor(canonical);
    } catch (InaccessibleObjectException | IllegalAccessException e) {
      Module own = RecordShape.class.getModule();
      throw new IllegalArgumentException(
          "%s cannot be created, because the module %s does not open its package; add \"opens %s%s;\" to its module-info.java"
              .formatted(
                  type.getName(),
                  type.getModule().getName(),
                  type.getPackageName(),
                  own.isNamed() ? " to " + own.getName() : ""),
          e);
    } catch (NoSuchMethodException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
