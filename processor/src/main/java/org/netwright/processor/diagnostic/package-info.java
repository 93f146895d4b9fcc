/**
 * What the processor reports to the user: the catalogue of messages, and their output through the
 * compiler.
 */
@NullMarked
package org.netwright.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
