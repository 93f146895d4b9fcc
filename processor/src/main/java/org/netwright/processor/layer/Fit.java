package org.netwright.processor.layer;

/** Whether a layer accepts its inputs: its signature if it does, otherwise the reason. */
public sealed interface Fit permits Signature, Misfit {}
