/** Rows of numbers on the Java heap, tables in CSV files, images in IDX files, scaling. */
@NullMarked
package org.netwright.runtime.internal.data;

import org.jspecify.annotations.NullMarked;
