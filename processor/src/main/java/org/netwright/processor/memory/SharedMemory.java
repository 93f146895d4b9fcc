package org.netwright.processor.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.processor.memory.BufferPlan.Buffer;

/**
 * Assigns memory to buffers. Buffers share memory if their contents are never needed at the same
 * time, in training or in prediction. Each takes the first memory that is free for its lifetime.
 */
public final class SharedMemory {
  private final Map<Buffer, Buffer> memories;
  private final Map<Buffer, Buffer> predecessors;

  private final Set<Buffer> views;

  private SharedMemory(
      Map<Buffer, Buffer> memories, Map<Buffer, Buffer> predecessors, Set<Buffer> views) {
    this.memories = memories;
    this.predecessors = predecessors;
    this.views = views;
  }

  /**
   * Plans for several passes over the same buffers, none of which relies on contents from another.
   */
  static SharedMemory of(BufferPlan... passes) {
    Set<Buffer> buffers = new LinkedHashSet<>();
    Set<Buffer> views = new LinkedHashSet<>();
    for (BufferPlan pass : passes) {
      buffers.addAll(pass.all(Buffer.Kind.BATCH));
      views.addAll(pass.all(Buffer.Kind.VIEW));
    }
    Map<Buffer, List<Buffer>> tenants = new LinkedHashMap<>();
    Map<Buffer, Buffer> memories = new LinkedHashMap<>();
    Map<Buffer, Buffer> predecessors = new HashMap<>();
    for (Buffer buffer : buffers) {
      Buffer memory =
          tenants.entrySet().stream()
              .filter(candidate -> isFree(candidate.getValue(), buffer, passes))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse(buffer);
      List<Buffer> before = tenants.computeIfAbsent(memory, m -> new ArrayList<>());
      if (!before.isEmpty()) {
        predecessors.put(buffer, before.get(before.size() - 1));
      }
      before.add(buffer);
      memories.put(buffer, memory);
    }
    return new SharedMemory(memories, predecessors, views);
  }

  /** The views of these buffers, and of inputs. */
  public Set<Buffer> views() {
    return views;
  }

  /** All buffers, each after the one whose memory it shares. */
  public Set<Buffer> buffers() {
    return memories.keySet();
  }

  /** The buffer whose memory another shares, if it has no separate memory. */
  public Optional<Buffer> memoryOf(Buffer buffer) {
    return Optional.ofNullable(memories.get(buffer)).filter(memory -> !memory.equals(buffer));
  }

  /** The buffer that had the memory of another before it, if it has no separate memory. */
  public Optional<Buffer> predecessorOf(Buffer buffer) {
    return Optional.ofNullable(predecessors.get(buffer));
  }

  private static boolean isFree(List<Buffer> tenants, Buffer buffer, BufferPlan... passes) {
    for (BufferPlan pass : passes) {
      Optional<Lifetime> wanted = pass.lifetimeOf(buffer);
      for (Buffer tenant : tenants) {
        Optional<Lifetime> taken = pass.lifetimeOf(tenant);
        if (wanted.isPresent() && taken.isPresent() && wanted.get().overlaps(taken.get())) {
          return false;
        }
      }
    }
    return true;
  }
}
