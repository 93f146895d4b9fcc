/** How ND4J is called. */
@NullMarked
package org.netwright.runtime.internal.nd4j;

import org.jspecify.annotations.NullMarked;
