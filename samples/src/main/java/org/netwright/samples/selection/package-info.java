/** Finds the measurements that tell benign tumours from malignant ones. */
package org.netwright.samples.selection;
