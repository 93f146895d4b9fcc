package org.netwright.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.netwright.processor.support.InterceptedProcessor;

/**
 * Errors of the disk, and bugs of the processor itself, are reported like any other error, without
 * a stack trace.
 */
class FaultsTest {
  @Test
  void aFullDiskIsReportedAtTheClass() {
    assertThat(
            said(
                arguments -> {
                  throw new IOException("No space left on device");
                }))
        .containsExactly(
            "ERROR 7:1 networks.NetTrainer could not be written: java.io.IOException: No space left"
                + " on device. Check that the compiler's output folder is writable and has space left."
                + " [netwright.trainer-not-written]",
            "ERROR 7:1 networks.NetModel could not be written: java.io.IOException: No space left on"
                + " device. Check that the compiler's output folder is writable and has space left."
                + " [netwright.trainer-not-written]");
  }

  @Test
  void aBugOfTheProcessorIsReportedAsSuch() {
    assertThat(
            said(
                arguments -> {
                  throw new IllegalStateException("a fault");
                }))
        .containsExactly(
            "ERROR 7:1 The trainer of Net could not be generated because of a bug in Netwright,"
                + " not in your code: java.lang.IllegalStateException: a fault. Please report it"
                + " together with the class. [netwright.internal-error]");
  }

  private static List<String> said(InterceptedProcessor.Interceptor fault) {
    Compilation compilation =
        javac()
            .withProcessors(new InterceptedProcessor(fault))
            .compile(
                JavaFileObjects.forSourceString(
                    "networks.Net",
                    """
                    package networks;

                    import org.netwright.annotations.*;
                    import org.netwright.runtime.*;

                    @Network
                    class Net {
                      @Input(4) Layer x;
                      @Linear(3) @MeanSquaredError Layer y;
                    }
                    """));
    return compilation.diagnostics().stream()
        .map(
            d ->
                "%s %d:%d %s"
                    .formatted(
                        d.getKind(),
                        d.getLineNumber(),
                        d.getColumnNumber(),
                        d.getMessage(Locale.ROOT)))
        .toList();
  }
}
