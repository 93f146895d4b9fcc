/** Classifies tumours and predicts their largest radius, with one network. */
package org.netwright.samples.multitask;
