/**
 * What a network costs, and what it looks like: as a table, as Markdown with a picture, as JSON and
 * as Graphviz DOT.
 */
@NullMarked
package org.netwright.processor.report;

import org.jspecify.annotations.NullMarked;
