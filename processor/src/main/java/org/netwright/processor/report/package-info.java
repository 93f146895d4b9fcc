/**
 * The cost and the structure of a network: as a table, as Markdown with a picture, as JSON and as
 * Graphviz DOT.
 */
@NullMarked
package org.netwright.processor.report;

import org.jspecify.annotations.NullMarked;
