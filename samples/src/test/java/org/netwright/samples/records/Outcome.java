package org.netwright.samples.records;

enum Outcome {
  STAYS,
  LEAVES
}
