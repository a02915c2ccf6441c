package org.lance4j.file;

/// How the bytes of local files come into memory.
public enum ReadMode {
  /// Positional reads into native buffers. Safe, and the faster way for single rows.
  READ,
  /// Large runs of plain values are mapped instead of read, which saves a copy: about a third of
  /// the time of a scan of vectors. **A file that is shortened, or a disk that fails, while it is
  /// mapped can kill the whole JVM** (SIGBUS inside compiled vector code). For files that nobody
  /// else touches. Stores that have no files are read as usual.
  MAP
}
