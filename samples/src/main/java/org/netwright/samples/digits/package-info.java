/** Recognises handwritten digits. */
package org.netwright.samples.digits;
