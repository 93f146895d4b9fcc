package org.netwright.benchmarks.runner;

import java.util.List;
import java.util.Set;
import org.netwright.benchmarks.protocol.SequenceTask;

/** The libraries, each as its module sets it up. */
enum Competitor {
  NETWRIGHT("Netwright", "netwright", "netwright.NetwrightWorker", false, "netwright-runtime"),
  LIBTORCH("libtorch", "libtorch", "libtorch.LibtorchWorker", true, "pytorch"),
  /** As released. */
  DL4J("DL4J", "dl4j", "dl4j.Dl4jWorker", false, "deeplearning4j-nn"),
  /** With everything that makes it faster without touching its code. */
  DL4J_TUNED("DL4J tuned", "dl4j-tuned", "dl4j.Dl4jWorker", true, "deeplearning4j-nn");

  /** The columns next to Netwright's own. */
  static final List<Competitor> OTHERS = List.of(LIBTORCH, DL4J, DL4J_TUNED);

  /** DL4J has no GRU, and no encoder block. */
  private static final Set<String> NOT_IN_DL4J =
      Set.of(SequenceTask.GRU.label(), SequenceTask.ENCODER.label());

  private final String label;
  private final String module;
  private final String mainClass;
  private final boolean passiveWait;
  private final String artifact;

  Competitor(String label, String module, String mainClass, boolean passiveWait, String artifact) {
    this.label = label;
    this.module = module;
    this.mainClass = "org.netwright.benchmarks." + mainClass;
    this.passiveWait = passiveWait;
    this.artifact = artifact;
  }

  /** Returns the name in tables. */
  String label() {
    return label;
  }

  /** Returns whether it can train a network. */
  boolean trains(String network) {
    return switch (this) {
      case NETWRIGHT, LIBTORCH -> true;
      case DL4J, DL4J_TUNED -> !NOT_IN_DL4J.contains(network);
    };
  }

  /** Returns the folder. */
  String module() {
    return module;
  }

  /** Returns the worker. */
  String mainClass() {
    return mainClass;
  }

  /**
   * Returns whether OpenMP's threads sleep while they wait. If they spin, as they do by default,
   * they keep OpenBLAS's own threads off the processor, and libtorch and DL4J take many times as
   * long.
   */
  boolean passiveWait() {
    return passiveWait;
  }

  /** Returns the Maven artifact whose version is the library's. */
  String artifact() {
    return artifact;
  }
}
