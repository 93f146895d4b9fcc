/**
 * Reading and keeping examples: rows of numbers on the Java heap, tables in CSV files, images in
 * IDX files, scaling. Users see {@link org.netwright.runtime.Data} and what it returns.
 */
@NullMarked
package org.netwright.runtime.data;

import org.jspecify.annotations.NullMarked;
