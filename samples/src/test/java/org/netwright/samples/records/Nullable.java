package org.netwright.samples.records;

/** Any annotation of this name counts. */
@interface Nullable {}
