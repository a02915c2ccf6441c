package org.lance4j.encoding.v20;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.compression.DataBlock;

/// A read of ranges of values of one page, in rounds: [#request], [#supply], until nothing is
/// requested any more; then [#piece]. Confined.
///
/// Reads nest as encodings do. The order of requests and supplies is the same in every round, so
/// that each takes from the [Supply] as many as it asked for.
interface ValuesRead {
  /// Adds what is needed next; nothing when all is there. Asked once per round.
  void request(List<ByteRange> wanted);

  /// What was asked for in the last [#request], and nothing else.
  void supply(Supply supply);

  /// The values of a range. They are valid as long as the bytes that were supplied and the
  /// [ReadScope] are.
  Piece piece(int range);

  /// The values of a range as they lie in the file, where they are plain (whole bytes, nothing
  /// between them); null otherwise.
  default @Nullable Bytes plain(int range) {
    return null;
  }

  /// Values `[from, ...)` of a block.
  ///
  /// @param validity bit `validityFrom + i` for value `from + i`; null when all are valid
  record Piece(DataBlock values, long from, @Nullable MemorySegment validity, long validityFrom) {
    static Piece valid(DataBlock values, long from) {
      return new Piece(values, from, null, 0);
    }
  }
}
