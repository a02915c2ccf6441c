package org.lance4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
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
    } catch (Exception | Error e) {
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
    Failure failure = Failure.of(thrown);
    if (failure.isClosedOutput()) {
      return ExitCode.DONE;
    }
    String text = "lance4j: " + failure.line(where(arguments)) + "\n";
    if (verbose) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      text += trace;
    }
    try {
      err.write(text.getBytes(StandardCharsets.UTF_8));
      err.flush();
    } catch (IOException e) {
      // nobody listens
    }
    return failure.exitCode();
  }

  private static String where(List<String> arguments) {
    if (arguments.size() > 1 && !arguments.get(1).startsWith("-")) {
      return arguments.get(1);
    }
    return arguments.isEmpty() ? "command line" : arguments.getFirst();
  }
}
