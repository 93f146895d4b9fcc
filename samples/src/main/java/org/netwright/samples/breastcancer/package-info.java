/** Classifies tumours as benign or malignant. */
package org.netwright.samples.breastcancer;
