/**
 * The annotation processor. A class with {@code @Network} is read ({@code source}), checked ({@code
 * validation}), lowered to a graph ({@code lowering}, {@code graph}), differentiated ({@code pass})
 * and written as a trainer ({@code emit}); {@link org.netwright.processor.NetwrightProcessor} is
 * the entry point for javac.
 */
@NullMarked
package org.netwright.processor;

import org.jspecify.annotations.NullMarked;
