package org.netwright.runtime.internal.onnx;

import java.util.ServiceLoader;
import org.netwright.runtime.internal.text.Versions;

/**
 * Writes models as ONNX. The module {@code netwright-onnx} has one, which is found as a service.
 */
public interface OnnxExporter {

  /**
   * Returns the bytes of an ONNX file. What the file computes from numbers that are NaN or infinite
   * is not defined: the model refuses them.
   *
   * @throws UnsupportedOperationException if ONNX cannot express a part of the network; the message
   *     names it
   */
  byte[] export(ExportedModel model);

  /**
   * Returns the exporter on the class path.
   *
   * @throws IllegalStateException if there is none; the message says which dependency to add
   */
  static OnnxExporter installed() {
    // The loader of the runtime sees its modules also where the thread's does not, as in a plug-in.
    return ServiceLoader.load(OnnxExporter.class, OnnxExporter.class.getClassLoader())
        .findFirst()
        .or(() -> ServiceLoader.load(OnnxExporter.class).findFirst())
        .orElseThrow(() -> new IllegalStateException(missing()));
  }

  private static String missing() {
    return """
        exportOnnx needs netwright-onnx on the class path. Add the dependency:
          Maven:  <dependency><groupId>org.netwright</groupId>\
        <artifactId>netwright-onnx</artifactId><version>%1$s</version></dependency>
          Gradle: implementation("org.netwright:netwright-onnx:%1$s")"""
        .formatted(Versions.of("org.netwright", "netwright-runtime"));
  }
}
