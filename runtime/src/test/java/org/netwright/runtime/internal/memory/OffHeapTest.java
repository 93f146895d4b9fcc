package org.netwright.runtime.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OffHeapTest {
  @Test
  void countsUntilClosed() {
    Object owner = new Object();
    long before = OffHeap.held();
    Cleaner.Cleanable held = OffHeap.hold(owner, 1000);
    assertThat(OffHeap.held()).isGreaterThanOrEqualTo(1000);
    held.clean();
    held.clean();
    // What other tests have left may be freed at any time.
    assertThat(OffHeap.held()).isLessThanOrEqualTo(before).isNotNegative();
  }

  /** Nothing here holds memory; the count alone starts the collector. */
  @Test
  void theCollectorIsStartedBeforeUnreachableMemoryGrowsWithoutBound() {
    long most = 0;
    for (int i = 0; i < 1000; i++) {
      OffHeap.hold(new Object(), 10L << 20);
      most = Math.max(most, OffHeap.held());
    }
    // Memory in use, of other tests, raises the limit.
    assertThat(most).isLessThan(4L << 30);
  }

  @Test
  void memoryThatIsInUseStaysCounted() {
    List<Object> owners = new ArrayList<>();
    List<Cleaner.Cleanable> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Object owner = new Object();
      owners.add(owner);
      all.add(OffHeap.hold(owner, 10L << 20));
    }
    assertThat(OffHeap.held()).isGreaterThanOrEqualTo(1000L << 20);
    all.forEach(Cleaner.Cleanable::clean);
    assertThat(owners).hasSize(100);
  }
}
