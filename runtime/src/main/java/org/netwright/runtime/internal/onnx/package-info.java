/** What a module that writes ONNX files implements, and what it is given. */
@NullMarked
package org.netwright.runtime.internal.onnx;

import org.jspecify.annotations.NullMarked;
