/** What a trainer is made of: its state, its guard against a second thread, and its strengths. */
@NullMarked
package org.netwright.runtime.internal.session;

import org.jspecify.annotations.NullMarked;
