package org.lance4j.dataset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.VarCharVector;
import org.lance4j.format.Bounds;

/// Verifies that strings are UTF-8. Confined.
final class TextVerifier {
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final CharBuffer scratch = CharBuffer.allocate(1 << 10);

  /// All strings of a vector, at any depth.
  ///
  /// @throws org.lance4j.format.CorruptFileException for the first that is not
  void verify(FieldVector vector) {
    switch (vector) {
      case VarCharVector strings -> {
        for (int i = 0; i < strings.getValueCount(); i++) {
          if (!strings.isNull(i)) {
            verify(strings.getDataBuffer(), strings.getStartOffset(i), strings.getEndOffset(i), i);
          }
        }
      }
      case LargeVarCharVector strings -> {
        for (int i = 0; i < strings.getValueCount(); i++) {
          if (!strings.isNull(i)) {
            long start = strings.getOffsetBuffer().getLong(8L * i);
            long end = strings.getOffsetBuffer().getLong(8L * (i + 1));
            verify(strings.getDataBuffer(), start, end, i);
          }
        }
      }
      default -> vector.getChildrenFromFields().forEach(this::verify);
    }
  }

  private void verify(ArrowBuf data, long start, long end, int index) {
    long at = start;
    while (at + Long.BYTES <= end && (data.getLong(at) & NOT_ASCII) == 0) {
      at += Long.BYTES;
    }
    while (at < end && data.getByte(at) >= 0) {
      at++;
    }
    if (at < end) {
      Bounds.check(
          isText(data.nioBuffer(at, Math.toIntExact(end - at))),
          "string " + index + " of a batch is not UTF-8");
    }
  }

  private boolean isText(ByteBuffer bytes) {
    decoder.reset();
    CoderResult result;
    do {
      result = decoder.decode(bytes, scratch.clear(), true);
    } while (result.isOverflow());
    return !result.isError();
  }
}
