/** What is to be seen while a network is trained. */
@NullMarked
package org.netwright.runtime.progress;

import org.jspecify.annotations.NullMarked;
