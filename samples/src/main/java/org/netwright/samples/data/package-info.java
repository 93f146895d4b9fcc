/** What the samples share: reading a table, splitting it, standardising it, measuring results. */
package org.netwright.samples.data;
