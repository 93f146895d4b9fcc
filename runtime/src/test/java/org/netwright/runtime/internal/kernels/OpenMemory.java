package org.netwright.runtime.internal.kernels;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.memory.deallocation.DeallocatorService;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.internal.memory.OffHeap;

/**
 * Counts the off-heap memory that is in use, or forgotten and not yet collected: our own, and that
 * of ND4J's arrays.
 *
 * <p>ND4J publishes no count of its buffers, so this looks at the list from which it would free
 * them after a collection. Its operations leave scalars and shapes there, which are not ours to
 * close.
 */
final class OpenMemory {
  private OpenMemory() {}

  /** Returns the number of bytes. */
  static long bytes() throws ReflectiveOperationException {
    Field field = DeallocatorService.class.getDeclaredField("referenceMap");
    field.setAccessible(true);
    Map<?, ?> references = (Map<?, ?>) field.get(Nd4j.getDeallocatorService());
    return OffHeap.held()
        + references.values().stream()
            .map(reference -> ((Reference<?>) reference).get())
            .filter(target -> target instanceof DataBuffer buffer && isOpenArray(buffer))
            .mapToLong(target -> ((DataBuffer) target).length())
            .sum();
  }

  private static boolean isOpenArray(DataBuffer buffer) {
    boolean scalar = buffer.length() == 1;
    boolean view = buffer.length() < buffer.underlyingLength();
    return buffer.dataType().isFPType() && !scalar && !view && !buffer.wasClosed();
  }
}
