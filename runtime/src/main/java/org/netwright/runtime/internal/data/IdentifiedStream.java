package org.netwright.runtime.internal.data;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.DataStream;

/** A stream that is told apart from others without being read. */
public interface IdentifiedStream extends DataStream {

  /** Returns what it has, and in which order, in words; null if that is not known. */
  @Nullable String id();

  /** Returns what a stream has; null if there is none, or it is not known. */
  static @Nullable String idOf(@Nullable DataStream stream) {
    return stream instanceof IdentifiedStream identified ? identified.id() : null;
  }
}
