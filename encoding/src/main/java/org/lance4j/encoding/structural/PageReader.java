package org.lance4j.encoding.structural;

/// Reads rows of one page. Immutable and thread-safe.
interface PageReader {
  /// Starts to read rows; they lie in the page.
  PageRead read(PageRows rows, ReadMemory memory);
}
