package org.lance4j.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Writes one object front to back. It appears whole, replacing what was there, when [#commit]
/// returns, and not at all before.
///
/// Not buffered: pass large pieces. Confined to one thread.
public interface ObjectWriter extends AutoCloseable {
  Location location();

  /// The number of bytes written so far.
  long position();

  /// Appends all that remains in `source`.
  void write(ByteBuffer source) throws IOException;

  /// Makes the object visible. Nothing can be written afterwards.
  void commit() throws IOException;

  /// Gives up what was not committed, leaving no trace. Idempotent.
  @Override
  void close() throws IOException;
}
