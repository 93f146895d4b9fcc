package org.netwright.runtime.internal.records;

/** Whether a column may have no value. */
enum Presence {
  /** It must have one. */
  REQUIRED,
  /** It must have one if the record that it belongs to is there. */
  WITH_RECORD,
  OPTIONAL
}
