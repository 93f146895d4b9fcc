package org.netwright.runtime.internal.session;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.netwright.runtime.generated.ParameterTensor;

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

  /** Returns the layer that a parameter belongs to: {@code hidden} of {@code hidden.weight}. */
  static String ownerOf(ParameterTensor parameter) {
    return parameter.name().substring(0, parameter.name().lastIndexOf('.'));
  }

  void freeze(Collection<String> layers) {
    Set<String> changed = new LinkedHashSet<>(owners);
    changed.addAll(layers);
    set(changed);
  }

  void unfreeze(Collection<String> layers) {
    Set<String> changed = new LinkedHashSet<>(owners);
    changed.removeAll(layers);
    set(changed);
  }

  void set(Collection<String> frozen) {
    owners = Collections.unmodifiableSet(new LinkedHashSet<>(frozen));
    version++;
  }
}
