/** Threads that share work with the thread that asks for it. */
@NullMarked
package org.netwright.runtime.internal.threads;

import org.jspecify.annotations.NullMarked;
