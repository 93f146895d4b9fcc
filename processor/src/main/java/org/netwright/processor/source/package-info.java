/**
 * The class as written by the user. {@link org.netwright.processor.source.NetworkReader} turns
 * javac's view of it into a {@link org.netwright.processor.source.NetworkDeclaration}: immutable
 * records, each with its place in the source.
 */
@NullMarked
package org.netwright.processor.source;

import org.jspecify.annotations.NullMarked;
