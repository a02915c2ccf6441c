package org.lance4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.apache.arrow.memory.OutOfMemoryException;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.InvalidQueryException;
import org.lance4j.format.LanceException;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Runs one command line: parses it, and turns whatever happens into an exit code and at most one
/// line of error.
///
/// Without state of its own: many commands may run one after the other.
final class CommandRunner {
  private final List<Command> commands;
  private final String release;

  CommandRunner(List<Command> commands, String release) {
    this.commands = commands;
    this.release = release;
  }

  /// @return the exit code
  int run(List<String> arguments, Streams streams) {
    String first = arguments.isEmpty() ? "" : arguments.getFirst();
    boolean verbose = arguments.contains("-v");
    try {
      return switch (first) {
        case "" -> throw new UsageException("no command; 'lance4j --help' lists them");
        case "--help", "-h", "help" -> print(streams, overview());
        case "--version" -> print(streams, "lance4j " + release + "\n");
        default -> run(find(first), arguments.subList(1, arguments.size()), streams);
      };
    } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
      return failed(e, arguments, verbose, streams.err());
    }
  }

  private Command find(String name) {
    for (Command command : commands) {
      if (command.name().equals(name)) {
        return command;
      }
    }
    throw new UsageException("unknown command '" + name + "'; 'lance4j --help' lists them");
  }

  private static int run(Command command, List<String> arguments, Streams streams)
      throws IOException {
    CommandSpec spec = CommandSpec.create().name("lance4j " + command.name());
    spec.usageMessage().description(command.summary()).width(100).autoWidth(false);
    spec.usageMessage().sortOptions(false).sortSynopsis(false);
    command.describe(spec);
    spec.addOption(Command.flag("-v", "Print the stack trace of an error, and log."));
    spec.addOption(
        CommandLine.Model.OptionSpec.builder("--help", "-h")
            .type(boolean.class)
            .usageHelp(true)
            .description("Print this.")
            .build());
    CommandLine line = new CommandLine(spec).setExpandAtFiles(false);
    ParseResult parsed = line.parseArgs(arguments.toArray(String[]::new));
    if (parsed.isUsageHelpRequested()) {
      return print(streams, line.getUsageMessage(Ansi.OFF));
    }
    return command.run(new Arguments(parsed), streams);
  }

  private String overview() {
    StringBuilder text = new StringBuilder("Usage: lance4j COMMAND [URI] [OPTIONS]\n\n");
    for (Command command : commands) {
      text.append("  %-10s %s%n".formatted(command.name(), command.summary()));
    }
    return text.append("\n'lance4j COMMAND --help' prints the options of a command.\n").toString();
  }

  private static int print(Streams streams, String text) throws IOException {
    streams.out().write(text.getBytes(StandardCharsets.UTF_8));
    streams.out().flush();
    return ExitCode.DONE;
  }

  private static int failed(
      Throwable thrown, List<String> arguments, boolean verbose, OutputStream err) {
    Throwable failure = unwrapped(thrown);
    if (failure instanceof ClosedOutputException) {
      return ExitCode.DONE;
    }
    StringBuilder line = new StringBuilder("lance4j: ").append(oneLine(message(failure)));
    if (failure instanceof ParameterException || line.charAt(line.length() - 1) != ')') {
      line.append(" (").append(oneLine(where(arguments))).append(')');
    }
    line.append('\n');
    if (verbose) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      line.append(trace);
    }
    try {
      err.write(line.toString().getBytes(StandardCharsets.UTF_8));
      err.flush();
    } catch (IOException e) {
      // nobody listens
    }
    return exitCode(failure);
  }

  private static Throwable unwrapped(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof ClosedOutputException || t instanceof LanceException) {
        return t;
      }
    }
    return thrown instanceof UncheckedIOException io && io.getCause() != null
        ? io.getCause()
        : thrown;
  }

  private static int exitCode(Throwable failure) {
    return switch (failure) {
      case UsageException _, ParameterException _, InvalidQueryException _ -> ExitCode.USAGE;
      default -> ExitCode.DATA;
    };
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    return switch (failure) {
      case ParameterException _ when !message.isEmpty() ->
          Character.toLowerCase(message.charAt(0)) + message.substring(1);
      case UsageException _, LanceException _ -> message;
      case NoSuchFileException _ -> "no such file (" + message + ")";
      case FileSystemException e ->
          (e.getReason() == null ? kind(e) : e.getReason()) + " (" + e.getFile() + ")";
      case IOException _ -> message.isEmpty() ? kind(failure) : message;
      case OutOfMemoryError _, OutOfMemoryException _ -> "not enough memory";
      case StackOverflowError _ -> "nested too deeply";
      default -> "internal error: " + kind(failure) + (message.isEmpty() ? "" : ": " + message);
    };
  }

  private static String kind(Throwable failure) {
    return failure.getClass().getSimpleName();
  }

  private static String where(List<String> arguments) {
    @Nullable String second = arguments.size() > 1 ? arguments.get(1) : null;
    if (second != null && !second.startsWith("-")) {
      return second;
    }
    return arguments.isEmpty() ? "command line" : arguments.getFirst();
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
  }
}
