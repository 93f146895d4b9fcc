package org.netwright.spark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.netwright.runtime.Model;

/**
 * The models of a JVM, one for each content: tasks that predict at the same time share one. A model
 * that no task uses is kept for the next, as long as there are not too many of them.
 */
final class ModelCache {
  private static final int MOST_IDLE = 4;

  /** In the order in which they were last used. */
  private static final Map<String, Entry> ENTRIES = new LinkedHashMap<>(16, 0.75f, true);

  private ModelCache() {}

  private static final class Entry {
    private final Model model;
    private int users;

    Entry(Model model) {
      this.model = model;
    }
  }

  /**
   * Borrows a model, which {@link #release} gives back.
   *
   * @param key differs for models of different trainers or contents
   * @param file the bytes of its file
   */
  static synchronized Model borrow(String key, String trainer, byte[] file) {
    Entry entry = ENTRIES.get(key);
    if (entry == null) {
      entry = new Entry(load(trainer, file));
      ENTRIES.put(key, entry);
    }
    entry.users++;
    return entry.model;
  }

  static synchronized void release(String key) {
    Entry entry = ENTRIES.get(key);
    if (entry != null) {
      entry.users--;
    }
    long idle = ENTRIES.values().stream().filter(any -> any.users == 0).count();
    Iterator<Entry> oldest = ENTRIES.values().iterator();
    while (idle > MOST_IDLE) {
      Entry next = oldest.next();
      if (next.users == 0) {
        next.model.close();
        oldest.remove();
        idle--;
      }
    }
  }

  /** Loads a model from the bytes of its file. */
  static Model load(String trainer, byte[] bytes) {
    try {
      return GeneratedClasses.loadModel(trainer, new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("the model cannot be loaded: " + e.getMessage(), e);
    }
  }
}
