package org.netwright.benchmarks.runner;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.netwright.benchmarks.protocol.SequenceTask;

/** The libraries, each as its module sets it up. */
enum Competitor {
  NETWRIGHT("Netwright", "netwright", "netwright.NetwrightWorker", "", "netwright-runtime"),
  LIBTORCH("libtorch", "libtorch", "libtorch.LibtorchWorker", "OMP_WAIT_POLICY=passive", "pytorch"),
  /** The steps of a sequence have little work each, and threads that wait for each other. */
  LIBTORCH_ONE_THREAD(
      "libtorch 1 thread", "libtorch", "libtorch.LibtorchWorker", "OMP_NUM_THREADS=1", "pytorch"),
  /** As released. */
  DL4J("DL4J", "dl4j", "dl4j.Dl4jWorker", "", "deeplearning4j-nn"),
  /** With everything that makes it faster without touching its code. */
  DL4J_TUNED(
      "DL4J tuned",
      "dl4j-tuned",
      "dl4j.Dl4jWorker",
      "OMP_WAIT_POLICY=passive",
      "deeplearning4j-nn");

  /** The columns next to Netwright's own. */
  static final List<Competitor> OTHERS = List.of(LIBTORCH, LIBTORCH_ONE_THREAD, DL4J, DL4J_TUNED);

  private static final Set<String> OF_SEQUENCES =
      Arrays.stream(SequenceTask.values()).map(SequenceTask::label).collect(Collectors.toSet());

  /** DL4J has no GRU, and no encoder block. */
  private static final Set<String> NOT_IN_DL4J =
      Set.of(SequenceTask.GRU.label(), SequenceTask.ENCODER.label());

  private final String label;
  private final String module;
  private final String mainClass;
  private final String setting;
  private final String artifact;

  Competitor(String label, String module, String mainClass, String setting, String artifact) {
    this.label = label;
    this.module = module;
    this.mainClass = "org.netwright.benchmarks." + mainClass;
    this.setting = setting;
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
      case LIBTORCH_ONE_THREAD -> OF_SEQUENCES.contains(network);
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
   * Returns what its environment has, as in {@code OMP_WAIT_POLICY=passive}; empty for nothing. If
   * OpenMP's threads spin while they wait, as they do by default, they keep OpenBLAS's own threads
   * off the processor, and libtorch and DL4J take many times as long.
   */
  String setting() {
    return setting;
  }

  /** Returns the Maven artifact whose version is the library's. */
  String artifact() {
    return artifact;
  }
}
