/** How records become numbers: their columns, what training learns about them, and the encoding. */
@NullMarked
package org.netwright.runtime.internal.records;

import org.jspecify.annotations.NullMarked;
