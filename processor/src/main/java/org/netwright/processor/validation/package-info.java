/** What has to hold of a declaration, one class a rule. */
@NullMarked
package org.netwright.processor.validation;

import org.jspecify.annotations.NullMarked;
