/** Recognises the form of signals. */
package org.netwright.samples.signal;
