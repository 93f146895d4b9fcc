/**
 * What generated code calls: passes, tensors, layouts, and the operations of networks. It is public
 * for generated code only, and may change with each version.
 */
@NullMarked
package org.netwright.runtime.generated;

import org.jspecify.annotations.NullMarked;
