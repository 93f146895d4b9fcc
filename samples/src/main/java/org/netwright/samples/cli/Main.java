package org.netwright.samples.cli;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: {@code train digits}, and what comes after. */
@Command(
    name = "samples/run",
    description = "Trains the networks of the samples, and asks what they have learned.",
    subcommands = {Train.class, Evaluate.class, Predict.class, Report.class},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all went well", "2:something was wrong with what was asked for"})
public final class Main implements Runnable {
  private static final int WRONG = 2;

  @Spec private CommandLine.Model.CommandSpec spec;

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    StringBuilder samples = new StringBuilder("%nSamples:%n");
    Samples.lines().forEach(line -> samples.append(line).append("%n"));
    commandLine.getCommandSpec().usageMessage().footer(samples.toString());
    return commandLine.setExecutionExceptionHandler(
        (exception, command, result) -> {
          command.getErr().println(message(exception));
          return WRONG;
        });
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "expected a command: train, evaluate, predict or report");
  }

  /** One line that tells what was wrong, without the names of classes. */
  private static String message(Throwable thrown) {
    if (thrown instanceof NoSuchFileException missing) {
      return missing.getFile() + ": there is no such file; train the sample first";
    }
    if (thrown instanceof UncheckedIOException && thrown.getCause() != null) {
      return thrown.getMessage() + ": " + message(thrown.getCause());
    }
    return thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
  }
}
