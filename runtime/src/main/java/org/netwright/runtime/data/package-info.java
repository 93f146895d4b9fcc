/**
 * Examples to train on: arrays, CSV files, IDX files, streams, and their division into parts. Users
 * begin with {@link org.netwright.runtime.data.Data}.
 */
@NullMarked
package org.netwright.runtime.data;

import org.jspecify.annotations.NullMarked;
