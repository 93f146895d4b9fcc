package org.netwright.runtime.internal.session;

import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * What is chosen before a session begins.
 *
 * @param seed of initial weights and dropout
 * @param learningRate takes precedence over that of the optimiser
 */
public record SessionSettings(
    Engine engine,
    DataType dataType,
    long seed,
    Optimizer optimizer,
    Schedule learningRate,
    GradientClipping clipping) {}
