/** Tells pieces of clothing apart. */
package org.netwright.samples.fashion;
