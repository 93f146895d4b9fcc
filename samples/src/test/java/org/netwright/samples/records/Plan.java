package org.netwright.samples.records;

enum Plan {
  FREE,
  BASIC,
  PRO
}
