/**
 * The annotations that declare a neural network. The fields of a class with {@link
 * Network @Network} are its layers. The annotation processor checks the class and generates its
 * trainer: the forward pass, the loss with its penalties, and the backward pass, as plain Java.
 *
 * <pre>{@code
 * @Network
 * @Sgd(learningRate = 0.2)
 * class Net {
 *   @Input(1)
 *   Layer features;
 *
 *   @Linear(10) @Relu @L1(0.01) @L2(1e-4)
 *   Layer hidden;
 *
 *   @Linear(1) @MeanSquaredError
 *   Layer predict;
 * }
 * }</pre>
 *
 * <pre>{@code
 * try (NetTrainer trainer = NetTrainer.create()) { // generated next to Net
 *   LossReport loss = trainer.step(x, y);          // forward, backward, update: one mini-batch
 *   INDArray yHat = trainer.predict(x);
 * }
 * }</pre>
 *
 * <h2>The parts</h2>
 *
 * <table>
 *   <caption>Where annotations belong</caption>
 *   <tr><th>on</th><th>annotations</th></tr>
 *   <tr>
 *     <td>the class</td>
 *     <td>{@link Network}; one optimiser of {@link Sgd}, {@link Adam} (the default), {@link
 *         AdamW}; {@link L1}, {@link L2}, {@link ElasticNet} and {@link WeightDecay} as defaults for the layers</td>
 *   </tr>
 *   <tr>
 *     <td>an input, in most networks the first field</td>
 *     <td>{@link Input}, or {@link Features} for a record</td>
 *   </tr>
 *   <tr>
 *     <td>a component of such a record</td>
 *     <td>{@link Category}, {@link Calendar}, {@link Length}, {@link Embedding}, {@link Ignore}</td>
 *   </tr>
 *   <tr>
 *     <td>a layer</td>
 *     <td>{@link Linear}, {@link Embedding}, {@link Conv2d}, {@link Conv1d}, {@link
 *         DepthwiseConv2d}, {@link DepthwiseConv1d}, {@link ConvTranspose2d}, {@link
 *         ConvTranspose1d}, {@link Lstm}, {@link Gru}, {@link Rnn}, {@link SelfAttention} or
 *         {@link CrossAttention}; before it {@link Flatten}, {@link Reshape}, {@link Upsample2d}
 *         or {@link Upsample1d}; {@link PositionalEmbedding} or {@link SinusoidalPosition}; one
 *         of {@link BatchNorm}, {@link LayerNorm}, {@link GroupNorm}, {@link RmsNorm}; one
 *         activation of {@link Relu}, {@link LeakyRelu}, {@link Tanh}, {@link Sigmoid}, {@link
 *         Gelu}, {@link Elu}, {@link Softplus}, {@link Silu}; {@link MaxPool2d}, {@link
 *         MaxPool1d}, {@link AveragePool2d}, {@link AveragePool1d}, {@link GlobalAveragePool} or
 *         {@link GlobalMaxPool}; {@link Dropout} or {@link SpatialDropout}; {@link
 *         StochasticDepth}; {@link Add}, {@link Multiply}, {@link Concat} join other fields;
 *         {@link After} reads another field than the one before; {@link SameAs} shares
 *         parameters</td>
 *   </tr>
 *   <tr>
 *     <td>a class that is a part of networks, and an array of it</td>
 *     <td>{@link Block}, {@link Repeat}</td>
 *   </tr>
 *   <tr>
 *     <td>a layer with parameters</td>
 *     <td>penalties: {@link L1}, {@link L2}, {@link ElasticNet}, {@link GroupLasso}, {@link
 *         Orthogonal}, {@link Penalty}; {@link WeightDecay}; constraints: {@link MaxNorm}, {@link
 *         UnitNorm}, {@link MinMaxNorm}, {@link NonNegative}; {@link NoPenalty} exempts a layer from the defaults of the class</td>
 *   </tr>
 *   <tr>
 *     <td>a layer that computes something before its dropout</td>
 *     <td>penalties on its output: {@link ActivityL1}, {@link ActivityL2}</td>
 *   </tr>
 *   <tr>
 *     <td>an output, in most networks the last field</td>
 *     <td>one loss of {@link MeanSquaredError}, {@link MeanAbsoluteError}, {@link Huber},
 *         {@link CrossEntropy}, {@link BinaryCrossEntropy}, or your own with {@link Loss}; or {@link Output}, for an output without
 *         a loss</td>
 *   </tr>
 * </table>
 *
 * <h2>Order</h2>
 *
 * <p>The input of each layer is the output of the field before it, or of the one that {@link After}
 * names. On one field the order is fixed, whatever the order of the annotations: reshaping, layer,
 * position, normalisation, stochastic depth, combination, activation, pooling, dropout. A penalty
 * acts on the layer's parameters and a loss on the output of the field, so the place of these
 * annotations does not matter either.
 *
 * <p>A training step computes the gradient of data loss and penalties, clips it if the builder sets
 * clipping, and applies the optimiser's update, weight decay, proximal steps ({@link L1} before
 * {@link GroupLasso}) and constraints ({@link NonNegative} before norms), in this order.
 *
 * <h2>Values</h2>
 *
 * <p>Annotations contain values that are known when the class is written. The trainer's builder can
 * override the learning rate and the strengths of penalties, and both can be changed between steps.
 * Every value is checked when the class is compiled: a value out of range is a compile error at
 * that value.
 */
package org.netwright.annotations;
