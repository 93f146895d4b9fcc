/** Fits a noisy parabola. */
package org.netwright.samples.parabola;
