package org.netwright.benchmarks.runner;

/** The libraries that serve, each as its module sets it up. */
enum Contender {
  NETWRIGHT("Netwright", "serving", "serving.NetwrightServing", ""),
  ONNX_RUNTIME("ONNX Runtime", "onnxruntime", "onnxruntime.OnnxRuntimeServing", ""),
  LIBTORCH("libtorch", "libtorch", "libtorch.LibtorchServing", "OMP_WAIT_POLICY=passive"),
  /** As released. */
  DL4J("DL4J", "dl4j", "dl4j.Dl4jServing", ""),
  /** As in {@link Competitor}. */
  DL4J_TUNED("DL4J tuned", "dl4j-tuned", "dl4j.Dl4jServing", "OMP_WAIT_POLICY=passive");

  private final String label;
  private final String module;
  private final String mainClass;
  private final String setting;

  Contender(String label, String module, String mainClass, String setting) {
    this.label = label;
    this.module = module;
    this.mainClass = "org.netwright.benchmarks." + mainClass;
    this.setting = setting;
  }

  /** Returns the name in tables. */
  String label() {
    return label;
  }

  /** Returns the folder. */
  String module() {
    return module;
  }

  /** Returns its program. */
  String mainClass() {
    return mainClass;
  }

  /** Returns what its environment has; empty for nothing. */
  String setting() {
    return setting;
  }
}
