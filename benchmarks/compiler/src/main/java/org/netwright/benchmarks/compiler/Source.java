package org.netwright.benchmarks.compiler;

/** The source of a network. */
interface Source {

  /** Returns the name of its class. */
  String name();

  /** Returns the number of its layers. */
  int layers();

  /** Returns the compilation unit. */
  String text();
}
