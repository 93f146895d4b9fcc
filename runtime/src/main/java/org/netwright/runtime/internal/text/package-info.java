/** Texts for people: shapes, numbers, tables. */
@NullMarked
package org.netwright.runtime.internal.text;

import org.jspecify.annotations.NullMarked;
