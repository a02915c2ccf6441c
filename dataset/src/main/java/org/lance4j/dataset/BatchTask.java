package org.lance4j.dataset;

/// One batch that can be read at any time, on any thread, once.
interface BatchTask {
  /// Bytes of memory that the batch will take, about; at least 1.
  long estimatedBytes();

  Batch read();
}
