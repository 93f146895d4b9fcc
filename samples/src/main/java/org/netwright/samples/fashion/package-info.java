/** Recognises pieces of clothing. */
package org.netwright.samples.fashion;
