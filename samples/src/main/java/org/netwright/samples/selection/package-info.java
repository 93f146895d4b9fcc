/** Selects the measurements that distinguish benign from malignant tumours. */
package org.netwright.samples.selection;
