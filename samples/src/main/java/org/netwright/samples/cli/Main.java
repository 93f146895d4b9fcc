package org.netwright.samples.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.netwright.runtime.ModelFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of the samples, as in {@code samples/run train digits}. */
@Command(
    name = "samples/run",
    description = "Trains the networks of the samples, evaluates them, and predicts with them.",
    subcommands = {Train.class, Evaluate.class, Predict.class, Report.class},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the command succeeded",
      "1:the command failed, for example because a disk is full",
      "2:the command was invalid: an argument is wrong, or a file is missing"
    })
public final class Main implements Runnable {
  private static final int FAILED = 1;
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
    return commandLine
        .setParameterExceptionHandler(Main::refuse)
        .setExecutionExceptionHandler(
            (exception, command, result) -> {
              command.getErr().println(message(exception));
              return isWrong(exception) ? WRONG : FAILED;
            });
  }

  /** Prints the error first, then one line of usage. */
  private static int refuse(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(exception.getMessage());
    UnmatchedArgumentException.printSuggestions(exception, err);
    String synopsis = command.getHelp().abbreviatedSynopsis().strip();
    String name = command.getCommandSpec().qualifiedName();
    err.println("Usage: %s (details: %s --help)".formatted(synopsis, name));
    return WRONG;
  }

  private static boolean isWrong(Exception exception) {
    return exception instanceof IllegalArgumentException
        || exception instanceof MissingFileException
        || exception instanceof NoSuchFileException
        || exception instanceof ModelFileException;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "expected a command: train, evaluate, predict or report");
  }

  /** Returns one line about the error, without the names of classes. */
  private static String message(Throwable thrown) {
    if (thrown instanceof NoSuchFileException missing) {
      return missing.getFile() + ": there is no such file";
    }
    if (thrown instanceof UncheckedIOException && thrown.getCause() != null) {
      return thrown.getMessage() + ": " + message(thrown.getCause());
    }
    return thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
  }
}
