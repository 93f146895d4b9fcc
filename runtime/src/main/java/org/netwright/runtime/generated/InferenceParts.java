package org.netwright.runtime.generated;

/** Creates the parts of a pass that only predicts. */
public interface InferenceParts extends PassParts {}
