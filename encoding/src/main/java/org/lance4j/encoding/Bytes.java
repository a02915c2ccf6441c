package org.lance4j.encoding;

import java.lang.foreign.MemorySegment;
import org.apache.arrow.memory.ArrowBuf;

/// Bytes of a file in native memory: a part of a buffer that was read, seen as a segment.
///
/// `start` and `segment.byteSize()` say where in `buffer` the segment lies. The bytes are borrowed:
/// they are valid until the [ColumnRead] that they were supplied to is closed. Who wants to keep
/// them longer retains the buffer.
public record Bytes(ArrowBuf buffer, long start, MemorySegment segment) {
  public long length() {
    return segment.byteSize();
  }
}
