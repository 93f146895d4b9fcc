package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An input of the network that is a record of Java: its components become the numbers that the
 * network takes, {@code [n × k]}, and {@code k} follows from them.
 *
 * <pre>{@code
 * record Customer(int age, double income, boolean newsletter, Plan plan, @Nullable String town) {}
 *
 * @Features(Customer.class) Layer customer;
 * }</pre>
 *
 * <p>The generated trainer then takes lists of the record, and the generated model answers for one.
 * What a component becomes follows from its type:
 *
 * <ul>
 *   <li>A number of any primitive type, or its box: one number, scaled to mean 0 and standard
 *       deviation 1 on the training examples.
 *   <li>{@code boolean}: 0 or 1.
 *   <li>An enum: a number for each constant, 1 for the one it is and 0 for the others; or the row
 *       of an {@link Embedding}.
 *   <li>{@code String}: a category, whose values are taken from the training examples; see {@link
 *       Category}. It becomes numbers as an enum does.
 *   <li>{@code LocalDate}, {@code LocalDateTime}, {@code Instant}: the numbers that {@link
 *       Calendar} chooses, which it needs.
 *   <li>{@code float[]}, {@code double[]}: as many scaled numbers as {@link Length} says, which it
 *       needs.
 *   <li>A record: its components.
 *   <li>Anything with {@link Ignore}: nothing.
 * </ul>
 *
 * <p>A box, an {@code Optional}, {@code OptionalInt} and the like, and a component with an
 * annotation named {@code Nullable} may have no value. A number then becomes the mean, a category
 * has one value more, and except for categories there is an additional number, 1 where the value is
 * missing. If no value was missing in the training examples, that number is 0 in predictions too,
 * because the network has learnt nothing about it. Without any of these, {@code null} is refused
 * when it occurs, and so are NaN and infinite numbers. An {@code Optional} itself is never null.
 *
 * <p>The record may come from a library: the annotations of its components are in its class file.
 * One exception is a {@code Nullable} that is an annotation of types, such as that of JSpecify:
 * javac reads these from class files since version 22. With an earlier version such a component is
 * one that may not be missing. Use an {@code Optional} there.
 *
 * <p>A network with several records as inputs is given a generated record of them, such as {@code
 * NetInputs(User user, Film film)}. Records and arrays cannot be mixed: a network with this
 * annotation has no {@link Input}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Features {
  /**
   * The record: accessible to the network's package, without type parameters, and not a part of
   * itself. At least one component is not left out.
   */
  Class<?> value();
}
