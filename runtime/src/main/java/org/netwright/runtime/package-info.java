/** What users see: trainers, models, layers, strengths and losses. Arrays are ND4J's. */
@NullMarked
package org.netwright.runtime;

import org.jspecify.annotations.NullMarked;
