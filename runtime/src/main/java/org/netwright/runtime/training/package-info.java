/** The training of a network: its settings, its history, cross-validation and search. */
@NullMarked
package org.netwright.runtime.training;

import org.jspecify.annotations.NullMarked;
