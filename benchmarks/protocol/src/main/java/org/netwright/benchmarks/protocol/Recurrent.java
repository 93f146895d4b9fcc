package org.netwright.benchmarks.protocol;

/**
 * One recurrent layer, with the gates and the two biases of PyTorch: i, f, g, o of an LSTM; r, z, n
 * of a GRU.
 *
 * @param in the number of features of a step
 * @param units the number of units
 * @param gates 4 of an LSTM, 3 of a GRU
 * @param weight [in × gates · units], row-major
 * @param recurrent [units × gates · units], row-major
 * @param bias [gates · units]
 * @param recurrentBias [gates · units]
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Recurrent(
    int in,
    int units,
    int gates,
    float[] weight,
    float[] recurrent,
    float[] bias,
    float[] recurrentBias) {}
