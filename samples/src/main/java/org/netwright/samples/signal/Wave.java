package org.netwright.samples.signal;

/** The forms of the signals. */
enum Wave {
  SINE {
    @Override
    double at(double phase) {
      return Math.sin(2 * Math.PI * phase);
    }
  },
  SQUARE {
    @Override
    double at(double phase) {
      return phase < 0.5 ? 1 : -1;
    }
  },
  TRIANGLE {
    @Override
    double at(double phase) {
      return phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase;
    }
  },
  SAWTOOTH {
    @Override
    double at(double phase) {
      return 2 * phase - 1;
    }
  };

  /** Returns the height at a part of the period, from 0 to 1. */
  abstract double at(double phase);
}
