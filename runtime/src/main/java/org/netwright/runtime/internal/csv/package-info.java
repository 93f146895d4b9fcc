/** How the lines of a CSV file become Java records, by reflection on their components. */
@NullMarked
package org.netwright.runtime.internal.csv;

import org.jspecify.annotations.NullMarked;
