/** The rules for valid declarations, one class for each rule. */
@NullMarked
package org.netwright.processor.validation;

import org.jspecify.annotations.NullMarked;
