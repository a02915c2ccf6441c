package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// The items of a small dictionary of short strings as two machine words each: values are then
/// written without a look at where an item lies, which is most of the work for strings that are
/// shorter than the offsets and checks around them. Immutable.
final class ShortWords {
  static final int MAX_LENGTH = 16;
  private static final int MAX_ITEMS = 1024;

  private final DataBlock.VariableWidth items;
  private final long[] low;
  private final long[] high;
  private final int[] lengths;

  private ShortWords(DataBlock.VariableWidth items, int count) {
    this.items = items;
    this.low = new long[count];
    this.high = new long[count];
    this.lengths = new int[count];
  }

  /// @return null when items are long, or too many to be worth it for so many values
  static @Nullable ShortWords of(DataBlock.VariableWidth items, long values) {
    if (items.count() > Math.min(MAX_ITEMS, values / 8)) {
      return null;
    }
    ShortWords words = new ShortWords(items, (int) items.count());
    MemorySegment bytes = items.bytes();
    for (int i = 0; i < words.lengths.length; i++) {
      long start = LittleEndian.unsigned(items.offsets(), items.offsetBits(), i);
      long end = LittleEndian.unsigned(items.offsets(), items.offsetBits(), i + 1L);
      long length = VariableWidthBuilder.checkedLength(start, end, bytes.byteSize());
      if (length > MAX_LENGTH) {
        return null;
      }
      words.lengths[i] = (int) length;
      words.low[i] = word(bytes, start, Math.min(length, 8));
      words.high[i] = word(bytes, start + 8, length - 8);
    }
    return words;
  }

  private static long word(MemorySegment bytes, long from, long length) {
    long word = 0;
    for (long i = 0; i < length; i++) {
      word |= Byte.toUnsignedLong(bytes.get(LittleEndian.BYTE, from + i)) << (8 * i);
    }
    return word;
  }

  /// Whether these are the words of just this dictionary.
  @SuppressWarnings("ReferenceEquality") // what it holds is not worth comparing
  boolean isOf(DataBlock.VariableWidth others) {
    return items == others;
  }

  int count() {
    return lengths.length;
  }

  /// Writes an item; [#MAX_LENGTH] bytes may be overwritten.
  ///
  /// @return where it ends
  long write(int item, MemorySegment target, long at) {
    target.set(LittleEndian.LONG, at, low[item]);
    target.set(LittleEndian.LONG, at + 8, high[item]);
    return at + lengths[item];
  }
}
