/**
 * The class as the user wrote it. {@link org.netwright.processor.source.NetworkReader} turns
 * javac's view of it into a {@link org.netwright.processor.source.NetworkDeclaration}: immutable
 * records, each with the place in the source that it comes from.
 */
@NullMarked
package org.netwright.processor.source;

import org.jspecify.annotations.NullMarked;
