package org.netwright.runtime.internal.session;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The layers that are not trained, by the layers whose parameters they use. It is changed within
 * calls of the trainer, and read by any thread.
 */
final class FrozenLayers {
  private volatile Set<String> owners = Set.of();
  private int version;

  /** Returns whether the parameters of a layer are frozen. */
  boolean contains(String owner) {
    return owners.contains(owner);
  }

  /** Returns the layers whose parameters are frozen, in the order in which they were. */
  Set<String> owners() {
    return owners;
  }

  /** Returns a number that each change increases. */
  int version() {
    return version;
  }

  void freeze(String owner) {
    Set<String> changed = new LinkedHashSet<>(owners);
    changed.add(owner);
    set(changed);
  }

  void unfreeze(String owner) {
    Set<String> changed = new LinkedHashSet<>(owners);
    changed.remove(owner);
    set(changed);
  }

  void set(Collection<String> frozen) {
    owners = Collections.unmodifiableSet(new LinkedHashSet<>(frozen));
    version++;
  }
}
