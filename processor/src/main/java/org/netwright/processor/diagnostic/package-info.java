/** What the processor tells the user: the catalogue of messages, and the way to the compiler. */
@NullMarked
package org.netwright.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
