package org.netwright.runtime.internal.history;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.training.History;

/**
 * What the page of a run shows of a network that takes images.
 *
 * <p>A record like {@link History} cannot have anything that is not public. The pictures are
 * therefore kept beside it, as long as it is in use.
 *
 * @param filters null if there are none
 * @param mistakes null if there are none
 * @param problem why there are no mistakes, although there should be; null otherwise
 */
public record RunPictures(
    @Nullable Filters filters, @Nullable Mistakes mistakes, @Nullable String problem) {
  private static final Map<Key, RunPictures> KNOWN = new ConcurrentHashMap<>();
  private static final ReferenceQueue<History> GONE = new ReferenceQueue<>();

  /**
   * The filters of a layer.
   *
   * @param weight its shape, as in {@code 32 × 1 × 3 × 3}
   * @param omitted the number of filters without a picture
   */
  public record Filters(String layer, String weight, List<Picture> pictures, int omitted) {}

  /**
   * Examples that were classified wrongly.
   *
   * @param output the layer whose classes they are, of a network with several losses; otherwise
   *     null
   * @param wrong the number of all examples that were classified wrongly
   * @param examples the number of all examples
   * @param worst those with the highest loss, the highest first
   */
  public record Mistakes(@Nullable String output, long wrong, long examples, List<Mistake> worst) {}

  /**
   * An example that was classified wrongly.
   *
   * @param actual the name of its class
   * @param predicted the name of the class that it was taken for
   * @param probability of the predicted class
   * @param actualProbability of its own class
   */
  public record Mistake(
      Picture picture,
      String actual,
      String predicted,
      double probability,
      double actualProbability) {}

  /** A history as itself, whatever it is equal to. */
  private static final class Key extends WeakReference<History> {
    private final int hash;

    Key(History history, @Nullable ReferenceQueue<History> gone) {
      super(history, gone);
      this.hash = System.identityHashCode(history);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      History history = get();
      return this == other
          || (history != null && other instanceof Key key && key.refersTo(history));
    }
  }

  /** Returns those of a history; empty if it has none. */
  public static Optional<RunPictures> of(History history) {
    return Optional.ofNullable(KNOWN.get(new Key(history, null)));
  }

  /** Keeps these for a history, and returns it. */
  public History keepFor(History history) {
    for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
      KNOWN.remove(gone);
    }
    KNOWN.put(new Key(history, GONE), this);
    return history;
  }
}
