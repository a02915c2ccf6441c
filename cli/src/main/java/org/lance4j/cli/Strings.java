package org.lance4j.cli;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.lance4j.format.CorruptFileException;

/// Whether strings are UTF-8.
final class Strings {
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final CharBuffer scratch = CharBuffer.allocate(1 << 10);

  private Strings() {}

  /// Checks all strings of a batch, at any depth.
  ///
  /// @throws CorruptFileException for the first one that is not UTF-8, naming its column
  static void check(VectorSchemaRoot batch) {
    Strings strings = new Strings();
    for (FieldVector column : batch.getFieldVectors()) {
      try {
        strings.check(column);
      } catch (CharacterCodingException e) {
        throw new CorruptFileException("a string that is not UTF-8").inColumn(column.getName());
      }
    }
  }

  private void check(FieldVector vector) throws CharacterCodingException {
    switch (vector) {
      case VarCharVector v -> {
        for (int i = 0; i < v.getValueCount(); i++) {
          if (!v.isNull(i)) {
            int start = v.getOffsetBuffer().getInt(i * 4L);
            check(v.getDataBuffer(), start, v.getOffsetBuffer().getInt((i + 1) * 4L) - start);
          }
        }
      }
      case LargeVarCharVector v -> {
        for (int i = 0; i < v.getValueCount(); i++) {
          if (!v.isNull(i)) {
            long start = v.getOffsetBuffer().getLong(i * 8L);
            long length = v.getOffsetBuffer().getLong((i + 1) * 8L) - start;
            check(v.getDataBuffer(), start, Math.toIntExact(length));
          }
        }
      }
      default -> {
        for (FieldVector child : vector.getChildrenFromFields()) {
          check(child);
        }
      }
    }
  }

  private void check(ArrowBuf data, long start, int length) throws CharacterCodingException {
    long end = start + length;
    long at = start;
    while (at + 8 <= end && (data.getLong(at) & NOT_ASCII) == 0) {
      at += 8;
    }
    while (at < end && data.getByte(at) >= 0) {
      at++;
    }
    if (at == end) {
      return;
    }
    ByteBuffer rest = data.nioBuffer(at, (int) (end - at));
    decoder.reset();
    CoderResult result;
    do {
      scratch.clear();
      result = decoder.decode(rest, scratch, true);
      if (result.isError()) {
        result.throwException();
      }
    } while (result.isOverflow());
  }
}
