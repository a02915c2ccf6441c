package org.lance4j.cli;

import java.io.IOException;

/// Prints the batches that pass through one root in one format.
///
/// The root and the stream are borrowed; confined to one thread.
interface ResultWriter extends AutoCloseable {
  /// Prints what the root holds now.
  void write() throws IOException;

  /// What comes after the last batch.
  void end() throws IOException;

  @Override
  default void close() {}
}
