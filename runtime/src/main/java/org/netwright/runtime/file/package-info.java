/** Files and folders: written as a whole, created if needed, locked while they are in use. */
@NullMarked
package org.netwright.runtime.file;

import org.jspecify.annotations.NullMarked;
