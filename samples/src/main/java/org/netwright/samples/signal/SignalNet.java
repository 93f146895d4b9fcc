package org.netwright.samples.signal;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Recognises the form of a signal, wherever in the signal it begins. */
@Network
@Adam(learningRate = 1e-3)
class SignalNet {
  @Input({1, 128})                                                             Layer signal;
  @Conv1d(value = 16, kernel = 7, bias = false) @BatchNorm @Relu @MaxPool1d(2) Layer slopes;
  @Conv1d(value = 32, kernel = 5, bias = false) @BatchNorm @Relu @MaxPool1d(2) Layer corners;
  @Conv1d(value = 32, bias = false) @BatchNorm @Relu @GlobalAveragePool        Layer forms;
  @Linear(4) @CrossEntropy(classes = Wave.class)                               Layer wave;
}
