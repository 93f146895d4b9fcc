/** Tells benign tumours from malignant ones. */
package org.netwright.samples.breastcancer;
