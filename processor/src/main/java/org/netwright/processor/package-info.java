/**
 * The annotation processor. A class with {@code @Network} is read ({@code source}), its shapes are
 * inferred ({@code shape}) from what each kind of layer says ({@code layer}), it is checked ({@code
 * validation}), lowered to a graph ({@code lowering}, {@code graph}) and differentiated ({@code
 * pass}); its values get their places in memory ({@code memory}), and its trainer and model are
 * written ({@code emit}). {@link org.netwright.processor.NetwrightProcessor} is the entry point for
 * javac.
 */
@NullMarked
package org.netwright.processor;

import org.jspecify.annotations.NullMarked;
