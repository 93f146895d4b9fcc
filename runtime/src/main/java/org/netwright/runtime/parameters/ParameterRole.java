package org.netwright.runtime.parameters;

/** What a parameter does in its layer; penalties and weight decay are aimed at one or the other. */
public enum ParameterRole {
  /** A factor: the {@code W} of {@code x · W + b}. */
  WEIGHT,
  /** A summand: the {@code b} of {@code x · W + b}. */
  BIAS
}
