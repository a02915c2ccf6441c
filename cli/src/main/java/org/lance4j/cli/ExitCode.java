package org.lance4j.cli;

/// What a command ends with; scripts rely on the numbers. An interrupted process ends with 130,
/// which is the JVM's own doing.
final class ExitCode {
  static final int DONE = 0;

  /// Not found, damaged, not supported, refused by the table's rules.
  static final int DATA = 1;

  /// An unknown command or option, a column that does not exist.
  static final int USAGE = 2;

  private ExitCode() {}
}
