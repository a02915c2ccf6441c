package org.lance4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;

/// The command line as a process.
public final class Main {
  private Main() {}

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] arguments) {
    // read when the first logger is made, which is later than this
    boolean verbose = List.of(arguments).contains("-v");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", verbose ? "info" : "off");
    boolean terminal = Boolean.getBoolean("lance4j.terminal");
    Streams streams =
        new Streams(
            System.in,
            new StandardOutput(new FileOutputStream(FileDescriptor.out)),
            System.err,
            terminal,
            false);
    System.exit(Commands.runner().run(List.of(arguments), streams));
  }
}
