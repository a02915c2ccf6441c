package org.lance4j.dataset;

import java.util.List;
import org.lance4j.format.BatchTooLargeException;

/// One batch that can be read at any time, on any thread, once.
interface BatchTask {
  /// Bytes of memory that the batch will take, about; at least 1.
  long estimatedBytes();

  /// @throws BatchTooLargeException when its rows do not fit in one batch: [#halves] are to be read
  ///   then
  Batch read();

  /// Two tasks that read the same rows one after the other; none when there are not two rows.
  List<? extends BatchTask> halves();
}
