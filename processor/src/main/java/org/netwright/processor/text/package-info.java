/** Words and tables in messages, reports and generated Javadoc. */
@NullMarked
package org.netwright.processor.text;

import org.jspecify.annotations.NullMarked;
