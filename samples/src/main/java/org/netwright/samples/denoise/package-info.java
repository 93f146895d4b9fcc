/** Removes noise from images of digits. */
package org.netwright.samples.denoise;
