/** What the annotation processor costs, and what long networks do. */
@NullMarked
package org.netwright.benchmarks.compiler;

import org.jspecify.annotations.NullMarked;
