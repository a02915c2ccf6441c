package org.lance4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The command line as a process.
public final class Main {
  private Main() {}

  /// Runs one command and ends the process with its exit code.
  ///
  /// The script says in the properties `lance4j.terminal` whether standard output is one, and in
  /// `lance4j.stderr` to which descriptor it has moved standard error.
  public static void main(String[] arguments) {
    // read when the first logger is made, which is later than this
    boolean verbose = List.of(arguments).contains("-v");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", verbose ? "info" : "off");
    StandardError err = new StandardError(Integer.getInteger("lance4j.stderr", 2));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    Streams streams =
        new Streams(
            System.in,
            new StandardOutput(new FileOutputStream(FileDescriptor.out)),
            err,
            Boolean.getBoolean("lance4j.terminal"),
            false);
    System.exit(Commands.runner().run(List.of(arguments), streams));
  }
}
