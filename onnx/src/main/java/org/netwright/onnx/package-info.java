/**
 * Writes models as ONNX: {@link org.netwright.onnx.ModelRecorder} runs the generated pass of a
 * model once with operations that compute nothing and write nodes instead.
 */
@NullMarked
package org.netwright.onnx;

import org.jspecify.annotations.NullMarked;
