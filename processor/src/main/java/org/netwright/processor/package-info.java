/**
 * The annotation processor. A class that carries {@code @Network} is read ({@code source}), checked
 * ({@code validation}), lowered to a graph ({@code lowering}, {@code graph}), differentiated
 * ({@code pass}) and written as a trainer ({@code emit}); {@link
 * org.netwright.processor.NetwrightProcessor} is where javac comes in.
 */
@NullMarked
package org.netwright.processor;

import org.jspecify.annotations.NullMarked;
