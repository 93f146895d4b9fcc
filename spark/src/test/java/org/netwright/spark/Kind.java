package org.netwright.spark;

enum Kind {
  SMALL,
  MIDDLE,
  LARGE
}
