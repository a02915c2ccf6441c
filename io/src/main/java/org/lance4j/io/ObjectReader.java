package org.lance4j.io;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// One opened object. Thread-safe: any number of threads read at once, and one that is interrupted
/// disturbs no other.
///
/// A read after `close` is an `IllegalStateException`. Other errors are `IOException`s that name
/// the location; an interrupted read throws `InterruptedIOException` and leaves the thread's
/// interrupt status set.
public interface ObjectReader extends AutoCloseable {
  Location location();

  /// In bytes, when it was opened; objects do not change afterwards.
  long size();

  StorageTraits traits();

  /// Fills `target` from its position to its limit with the bytes from `offset` on; its position is
  /// then its limit. Native buffers are filled without a copy. After an error the position and the
  /// bytes are undefined.
  ///
  /// @throws EOFException when the object ends before `offset + target.remaining()`
  void read(long offset, ByteBuffer target) throws IOException;

  /// The bytes as the operating system maps them into memory, with no copy, until `arena` closes
  /// (which may be after this reader does). Only where [StorageTraits#canMap].
  ///
  /// A mapping is for flat bulk reads of files that nobody can shorten: when a mapped file shrinks,
  /// or its disk fails, a later access through the mapping throws an `InternalError` or, inside
  /// compiled vector code and checksums, kills the JVM. Cold random access is many times slower
  /// than [#read].
  ///
  /// @throws UnsupportedOperationException where the store has no mappings
  default MemorySegment map(long offset, long length, Arena arena) throws IOException {
    throw new UnsupportedOperationException("Objects cannot be mapped: " + location());
  }

  /// Checks a read of `length` bytes at `offset` against the size of the object.
  ///
  /// @throws EOFException when the object ends before
  /// @throws IllegalArgumentException when one of them is negative
  static void checkRead(ObjectReader reader, long offset, long length) throws EOFException {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("A read at " + offset + " of " + length + " bytes");
    }
    if (length > reader.size() - offset) {
      throw new EOFException(
          reader.location()
              + ": ends at "
              + reader.size()
              + ", asked for "
              + length
              + " bytes at offset "
              + offset);
    }
  }

  /// Idempotent; reads in flight may still finish.
  @Override
  void close() throws IOException;
}
