/**
 * The network as a graph of layers: {@link org.netwright.processor.wiring.Wiring} puts the layers
 * of blocks in the place of fields, finds what each layer reads, and puts them in an order in which
 * they can run.
 */
@NullMarked
package org.netwright.processor.wiring;

import org.jspecify.annotations.NullMarked;
