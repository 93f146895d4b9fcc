package org.netwright.processor.kind;

/**
 * How parameters are initialised: the constants of the annotations' {@code Init} and of the
 * runtime's {@code Initializer}.
 */
public enum Initializer {
  KAIMING_UNIFORM,
  KAIMING_NORMAL,
  XAVIER_UNIFORM,
  XAVIER_NORMAL,
  ORTHOGONAL,
  ZEROS,
  /** Only for the scale of a normalisation. */
  ONES,
  /** Only for embeddings. */
  STANDARD_NORMAL
}
