/** Schedules that the library makes. */
@NullMarked
package org.netwright.runtime.internal.schedule;

import org.jspecify.annotations.NullMarked;
