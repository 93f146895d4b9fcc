package org.netwright.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.netwright.runtime.Model;
import org.netwright.runtime.NetworkTrainer;
import org.netwright.runtime.NetworkTrainerBuilder;
import org.netwright.runtime.Trainer;

/**
 * The generated trainers and models, by the names that Spark ML saves. A class is not initialised
 * before it is known to be a trainer or a model.
 */
final class GeneratedClasses {
  private static final String TRAINER = "Trainer";

  private GeneratedClasses() {}

  /**
   * Requires a generated trainer of a network of arrays.
   *
   * @throws IllegalArgumentException if it is another class
   */
  static void requireTrainer(Class<?> type) {
    if (NetworkTrainer.class.isAssignableFrom(type) && !Trainer.class.isAssignableFrom(type)) {
      throw new IllegalArgumentException(
          "%s trains a network that takes records, sequences with lengths, or several inputs or outputs; here a network has one @Input, as wide as the vector of features, and one loss"
              .formatted(type.getName()));
    }
    if (!Trainer.class.isAssignableFrom(type)
        || Modifier.isAbstract(type.getModifiers())
        || !type.getName().endsWith(TRAINER)
        || !hasBuilder(type)) {
      throw new IllegalArgumentException(
          "%s is not a trainer that was generated from a class with @Network; for NetTrainer.class, declare @Network class Net"
              .formatted(type.getName()));
    }
  }

  private static boolean hasBuilder(Class<?> type) {
    try {
      Method builder = type.getDeclaredMethod("builder");
      return Modifier.isStatic(builder.getModifiers())
          && NetworkTrainerBuilder.class.isAssignableFrom(builder.getReturnType());
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  /** Builds a trainer. */
  static Trainer<?> newTrainer(TrainingSettings settings) {
    Class<?> type = find(settings.trainer());
    requireTrainer(type);
    NetworkTrainerBuilder<?, ?> builder =
        (NetworkTrainerBuilder<?, ?>) call(type, "builder", new Class<?>[0]);
    builder.seed(settings.seed()).dataType(settings.dataType());
    Double rate = settings.learningRate();
    if (rate != null) {
      builder.learningRate(rate);
    }
    return (Trainer<?>) builder.build();
  }

  /**
   * Loads the model that belongs to a trainer.
   *
   * @throws IOException if the file cannot be read, or is of another network
   */
  static Model loadModel(String trainer, InputStream file) throws IOException {
    requireTrainer(find(trainer));
    Class<?> type = find(trainer.substring(0, trainer.length() - TRAINER.length()) + "Model");
    if (!Model.class.isAssignableFrom(type)) {
      throw new IllegalArgumentException(type.getName() + " is not a generated model");
    }
    try {
      return (Model) call(type, "load", new Class<?>[] {InputStream.class}, file);
    } catch (LoadException e) {
      throw e.reason;
    }
  }

  /**
   * Adds the code of a trainer and of its network, which has all that they declare. That of users'
   * own losses and penalties is not part of it.
   */
  static void addCode(Class<?> trainer, MessageDigest digest) {
    String name = trainer.getName();
    List<Class<?>> types = new ArrayList<>(List.of(trainer));
    types.addAll(List.of(trainer.getDeclaredClasses()));
    types.sort(Comparator.comparing(Class::getName));
    for (Class<?> type : types) {
      String file = "/" + type.getName().replace('.', '/') + ".class";
      try (InputStream code = type.getResourceAsStream(file)) {
        if (code == null) {
          throw new IllegalStateException(
              "the class file of %s is not on the class path; checkpoints of %s need it to know their run"
                  .formatted(type.getName(), name));
        }
        digest.update(code.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(type.getName() + " cannot be read", e);
      }
    }
  }

  private static Class<?> find(String name) {
    try {
      // User's jars are known to the loader of the thread. Nothing of the class runs yet.
      return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          name
              + " is not on the class path; add the jar with your network, as in spark-submit --jars",
          e);
    }
  }

  private static final class LoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final IOException reason;

    LoadException(IOException reason) {
      super(reason);
      this.reason = reason;
    }
  }

  private static Object call(
      Class<?> type, String name, Class<?>[] parameters, Object... arguments) {
    try {
      Method method = type.getDeclaredMethod(name, parameters);
      // A network that is not public has a trainer that is not public.
      method.setAccessible(true);
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException io) {
        throw new LoadException(io);
      }
      if (cause instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw new IllegalStateException("%s.%s: %s".formatted(type.getName(), name, cause), cause);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "%s has no static method %s that can be called".formatted(type.getName(), name), e);
    }
  }
}
