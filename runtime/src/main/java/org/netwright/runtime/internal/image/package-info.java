/** Images in files, and random changes of images. */
@NullMarked
package org.netwright.runtime.internal.image;

import org.jspecify.annotations.NullMarked;
