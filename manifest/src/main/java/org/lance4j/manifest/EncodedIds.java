package org.lance4j.manifest;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.proto.RowIdsProto;

/// `lance.table.EncodedU64Array`: unsigned little-endian numbers of 16, 32 or 64 bits, the first
/// two kinds counted from a base. They stay as they are stored. Immutable.
///
/// Numbers of 2^63 and more are refused: row ids are counted up from 0.
final class EncodedIds {
  private final long base;
  private final int width;
  private final ByteBuffer bytes;

  private EncodedIds(long base, int width, ByteString bytes) {
    Bounds.check(bytes.size() % width == 0, "row id array does not end with a whole number");
    this.base = base;
    this.width = width;
    this.bytes = ManifestReader.littleEndian(bytes);
    for (int i = 0; i < size(); i++) {
      Bounds.check(get(i) >= 0, "row id reaches past 2^63");
    }
  }

  static EncodedIds of(RowIdsProto.EncodedU64Array message) {
    return switch (message.getArrayCase()) {
      case U16_ARRAY ->
          new EncodedIds(
              base(message.getU16Array().getBase()), 2, message.getU16Array().getOffsets());
      case U32_ARRAY ->
          new EncodedIds(
              base(message.getU32Array().getBase()), 4, message.getU32Array().getOffsets());
      case U64_ARRAY -> new EncodedIds(0, 8, message.getU64Array().getValues());
      case ARRAY_NOT_SET -> throw new CorruptFileException("row id array of unknown kind");
    };
  }

  private static long base(long base) {
    return Bounds.atMost(base, Long.MAX_VALUE, "base of a row id array");
  }

  int size() {
    return bytes.limit() / width;
  }

  long get(int index) {
    return switch (width) {
      case 2 -> base + Short.toUnsignedInt(bytes.getShort(2 * index));
      case 4 -> base + Integer.toUnsignedLong(bytes.getInt(4 * index));
      default -> bytes.getLong(8 * index);
    };
  }

  boolean isStrictlyIncreasing() {
    for (int i = 1; i < size(); i++) {
      if (get(i) <= get(i - 1)) {
        return false;
      }
    }
    return true;
  }

  /// Where `id` is, or `-1 - n` where `n` smaller ones are; for increasing arrays.
  int search(long id) {
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = get(middle);
      if (found < id) {
        low = middle + 1;
      } else if (found > id) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1 - low;
  }
}
