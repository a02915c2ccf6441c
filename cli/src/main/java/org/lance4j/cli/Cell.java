package org.lance4j.cli;

/// One column of a batch, printed value by value as JSON.
@FunctionalInterface
interface Cell {
  /// Appends the value of a row.
  void write(int row, TextBuffer out);
}
