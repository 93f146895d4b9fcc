/** Puts the letters of words in order. */
package org.netwright.samples.characters;
