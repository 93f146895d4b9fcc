/** ONNX Runtime, with the model that Netwright has exported. */
package org.netwright.benchmarks.onnxruntime;
