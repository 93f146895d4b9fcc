/**
 * The annotations that declare a neural network. A class with {@link Network @Network} has its
 * layers as fields; the annotation processor checks it and writes its trainer: the forward pass,
 * the loss with its penalties, and the backward pass, as plain Java.
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
 * try (NetTrainer trainer = NetTrainer.create()) { // generated beside Net
 *   LossReport loss = trainer.step(x, y);          // forward, backward, update: one mini-batch
 *   INDArray yHat = trainer.predict(x);
 * }
 * }</pre>
 *
 * <h2>The parts</h2>
 *
 * <table>
 *   <caption>What stands where</caption>
 *   <tr><th>on</th><th>annotations</th></tr>
 *   <tr>
 *     <td>the class</td>
 *     <td>{@link Network}; one optimiser of {@link Sgd}, {@link Adam} (the default), {@link
 *         AdamW}; {@link L1}, {@link L2}, {@link ElasticNet} and {@link WeightDecay} as defaults of
 *         the layers</td>
 *   </tr>
 *   <tr>
 *     <td>the first field</td>
 *     <td>{@link Input}</td>
 *   </tr>
 *   <tr>
 *     <td>a layer</td>
 *     <td>{@link Linear}; one activation of {@link Relu}, {@link LeakyRelu}, {@link Tanh},
 *         {@link Sigmoid}, {@link Gelu}, {@link Elu}, {@link Softplus}, {@link Silu};
 *         {@link Dropout}</td>
 *   </tr>
 *   <tr>
 *     <td>a layer with parameters</td>
 *     <td>penalties: {@link L1}, {@link L2}, {@link ElasticNet}, {@link GroupLasso}, {@link
 *         Orthogonal}, {@link Penalty}; {@link WeightDecay}; constraints: {@link MaxNorm}, {@link
 *         UnitNorm}, {@link MinMaxNorm}, {@link NonNegative}; {@link NoPenalty} takes the class's
 *         defaults off a layer</td>
 *   </tr>
 *   <tr>
 *     <td>a layer with an output of its own</td>
 *     <td>penalties on it: {@link ActivityL1}, {@link ActivityL2}</td>
 *   </tr>
 *   <tr>
 *     <td>the last field</td>
 *     <td>one loss of {@link MeanSquaredError}, {@link MeanAbsoluteError}, {@link Huber},
 *         {@link CrossEntropy}, {@link BinaryCrossEntropy}</td>
 *   </tr>
 * </table>
 *
 * <h2>Order</h2>
 *
 * <p>Each field takes what the field before it gives. On one field the order is fixed, whatever
 * order the annotations are written in: linear, activation, dropout. A penalty looks at the layer's
 * parameters and a loss at what comes out of the field, so their place does not matter either.
 *
 * <p>In a training step: the gradient of data loss and penalties, its clipping if the builder asks
 * for it, the optimiser's update, weight decay, proximal steps ({@link L1} before {@link
 * GroupLasso}), constraints ({@link NonNegative} before norms).
 *
 * <h2>Values</h2>
 *
 * <p>Annotations hold what is known when the class is written; the trainer's builder overrides the
 * learning rate and the strengths of penalties, and both can be changed between any two steps.
 * Every value is checked when the class is compiled: one out of its range is a compile error at
 * that value.
 */
package org.netwright.annotations;
