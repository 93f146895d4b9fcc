/** Recognises the opinion in sentences. */
package org.netwright.samples.texts;
