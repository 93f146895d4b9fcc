/** Predicts the sex of penguins from a table with categories, dates and missing values. */
package org.netwright.samples.penguins;
