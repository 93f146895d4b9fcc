package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A table with one row of trained numbers for each id: of a user, a product, a word. It reads an
 * {@link Input} of ids, whole numbers from 0 to {@code vocabulary − 1}, and returns their rows:
 * {@code [n × width]} for {@code @Input(1)}, and sequences {@code [n × k × width]} for
 * {@code @Input(k)}. It is PyTorch's {@code torch.nn.Embedding} with {@code sparse=True}.
 *
 * <pre>{@code
 * @Input(1)                                     Layer user;        // the id of a user
 * @Embedding(vocabulary = 6_040, width = 32)    Layer userVector;
 * }</pre>
 *
 * <p>Recurrent layers such as {@link Lstm}, attention and {@link PositionalEmbedding} take these
 * sequences. {@link Linear} maps each step by itself, {@link GlobalAveragePool} and {@link
 * GlobalMaxPool} make one vector of all steps, and {@link Flatten} makes {@code [n × k · width]} of
 * them. If the {@link Input} is variable, the sequences have its lengths, and {@link Flatten} is
 * refused. Layers of signals do not take sequences.
 *
 * <p>The table is the layer's {@code weight}, of the role {@link Scope#EMBEDDING}. It begins as
 * draws from N(0, 1), as in PyTorch.
 *
 * <p>A step costs what its batch costs, not what the table does: it computes gradients for those
 * rows that the batch names, and updates only those. An id that occurs several times in a batch
 * adds up several gradients, and its row is updated once. For a row that a batch does not name,
 * nothing happens in that step:
 *
 * <ul>
 *   <li>{@link Sgd}: without momentum it is the same as updating all rows. The velocity of momentum
 *       changes only when its row is named.
 *   <li>{@link Adam}, {@link AdamW}: both averages of a row change only when it is named, and the
 *       correction of their bias counts all steps; PyTorch's {@code SparseAdam}.
 *   <li>Penalties count the rows of the batch, each once: {@code @L2(λ)} adds {@code λ · Σp²} over
 *       these rows to the loss, and a gradient to each of them. So a frequent row is held back more
 *       often than a rare one.
 *   <li>{@link WeightDecay}, {@link NonNegative} and {@code proximal = true} act on the rows of the
 *       batch, after its update.
 * </ul>
 *
 * <p>On an enum or a {@code String} of a record of {@link Features} it makes the category a row of
 * a table, in place of one number for each value: {@code @Embedding(width = 8) Plan plan}. The
 * vocabulary is that of the category, so {@link #vocabulary} and {@link #padding} are not set
 * there. No penalty belongs on the component; defaults on the class act on its table as described
 * below.
 *
 * <p>{@link L1}, {@link L2}, {@link ElasticNet} and {@link WeightDecay} on the field act on its
 * rows without {@code on}. As defaults on the class they do not, unless {@code on} is {@link
 * Scope#EMBEDDING} or {@link Scope#ALL}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Embedding {
  /**
   * The number of rows, at least 1: ids are from 0 to {@code vocabulary − 1}. A field needs it; on
   * a component of a record it follows from the category.
   */
  int vocabulary() default 0;

  /** The length of a row, at least 1; on a component of a record at most 1,000,000. */
  int width();

  /**
   * The id whose row begins as zeros and is not trained, for places that hold no id; −1, the
   * default, for none. It is below {@link #vocabulary}.
   */
  int padding() default -1;
}
