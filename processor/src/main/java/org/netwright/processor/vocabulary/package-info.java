/**
 * What the field has names for: activations, losses, penalties, optimisers. The declaration and the
 * graph speak of them alike; one constant tells all that is particular to each.
 */
@NullMarked
package org.netwright.processor.vocabulary;

import org.jspecify.annotations.NullMarked;
