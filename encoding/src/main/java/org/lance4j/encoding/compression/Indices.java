package org.lance4j.encoding.compression;

import org.lance4j.format.Bounds;

/// Follows the indices of dictionaries.
final class Indices {
  private Indices() {}

  static void check(long index, long items) {
    if (index < 0 || index >= items) {
      Bounds.check(
          false, "dictionary index " + Long.toUnsignedString(index) + " of " + items + " items");
    }
  }

  /// The number of the item that value `i` stands for; it exists.
  static long at(DataBlock.Dictionary dictionary, long i) {
    DataBlock.FixedWidth indices = dictionary.indices();
    long index = LittleEndian.unsigned(indices.data(), indices.bits(), i);
    long items = dictionary.items().count();
    check(index, items);
    return index;
  }
}
