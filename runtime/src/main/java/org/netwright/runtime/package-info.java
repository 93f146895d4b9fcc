/** What users of a trained network see: trainers, layers, losses; arrays are ND4J's. */
@NullMarked
package org.netwright.runtime;

import org.jspecify.annotations.NullMarked;
