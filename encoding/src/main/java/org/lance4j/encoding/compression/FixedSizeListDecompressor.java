package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.format.Bounds;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.kernel.BitKernels;

/// [CompressiveEncoding.FixedSizeList], lists in lists included.
///
/// - Mini-block: a bitmap for each layer that has validity, outermost first, bit i for item i of
///   that layer; then the plain items.
/// - Zipped values, and blocks of such: for each value the bits of each layer that has validity,
///   each filled up to bytes, then the plain items.
///
/// When all items are null there are only the bits.
final class FixedSizeListDecompressor
    implements MiniBlockDecompressor, BlockDecompressor, FixedPerValueDecompressor {
  /// @param items of the layer in one value of the column
  private record Layer(int dimension, long items, boolean hasValidity) {
    long validityBytes() {
      return hasValidity ? (items + 7) >>> 3 : 0;
    }
  }

  private final List<Layer> layers;
  private final int bitmaps;

  /// 0 when all items are null.
  private final int itemBits;

  private final int bitsPerValue;

  FixedSizeListDecompressor(CompressiveEncoding.FixedSizeList encoding) {
    List<Layer> found = new ArrayList<>();
    long items = 1;
    long bits = 0;
    int withValidity = 0;
    CompressiveEncoding inner = encoding;
    while (inner instanceof CompressiveEncoding.FixedSizeList list) {
      items = Bounds.multiply(items, list.dimension(), "size of nested lists");
      Layer layer = new Layer(list.dimension(), items, list.hasValidity());
      bits = Bounds.add(bits, 8 * layer.validityBytes(), "size of lists");
      withValidity += layer.hasValidity ? 1 : 0;
      found.add(layer);
      inner = list.values();
    }
    this.layers = List.copyOf(found);
    this.bitmaps = withValidity;
    this.itemBits = inner instanceof CompressiveEncoding.Flat flat ? flat.bits() : 0;
    long itemTotal = Bounds.multiply(items, itemBits, "size of lists");
    this.bitsPerValue =
        Bounds.toInt(Bounds.add(bits, itemTotal, "size of lists"), Integer.MAX_VALUE, "list bits");
  }

  @Override
  public int bitsPerValue() {
    return bitsPerValue;
  }

  @Override
  public int bufferCount() {
    return 1 + bitmaps;
  }

  @Override
  public DataBlock decompress(MemorySegment[] buffers, long count, Scratch scratch) {
    Buffers.expect(buffers, bufferCount());
    @Nullable MemorySegment[] validity = new MemorySegment[layers.size()];
    int next = 0;
    for (int i = 0; i < validity.length; i++) {
      Layer layer = layers.get(i);
      if (layer.hasValidity) {
        long bits = Bounds.multiply(count, layer.items, "number of list items");
        Bounds.range(0, (bits + 7) >>> 3, buffers[next].byteSize(), "validity of list items");
        validity[i] = buffers[next++];
      }
    }
    return lists(buffers[next], validity, count);
  }

  @Override
  public DataBlock decompress(MemorySegment data, long count, Scratch scratch) {
    Bounds.range(0, Buffers.bytes(bitsPerValue, count), data.byteSize(), "lists");
    @Nullable MemorySegment[] validity = new MemorySegment[layers.size()];
    if (bitmaps == 0) {
      return lists(data, validity, count);
    }
    if (itemBits % 8 != 0) {
      throw new UnsupportedFeatureException("zipped lists of nullable items of a bit");
    }
    long offset = 0;
    for (int i = 0; i < validity.length; i++) {
      Layer layer = layers.get(i);
      if (layer.hasValidity) {
        validity[i] = unzipBits(data, offset, layer.items, count, scratch);
        offset += layer.validityBytes();
      }
    }
    return lists(unzipItems(data, offset, count, scratch), validity, count);
  }

  private MemorySegment unzipItems(MemorySegment data, long offset, long count, Scratch scratch) {
    long rowBytes = (long) bitsPerValue >>> 3;
    long itemBytes = rowBytes - offset;
    MemorySegment items = scratch.allocate(Bounds.multiply(itemBytes, count, "size of list items"));
    for (long i = 0; i < count; i++) {
      MemorySegment.copy(data, i * rowBytes + offset, items, i * itemBytes, itemBytes);
    }
    return items;
  }

  private MemorySegment unzipBits(
      MemorySegment data, long offset, long items, long count, Scratch scratch) {
    MemorySegment bits = scratch.allocate((Bounds.multiply(items, count, "list items") + 7) >>> 3);
    for (long i = 0; i < count; i++) {
      BitKernels.copyBits(data, i * bitsPerValue + 8 * offset, bits, i * items, items);
    }
    return bits;
  }

  private DataBlock lists(MemorySegment items, @Nullable MemorySegment[] validity, long count) {
    long itemCount = Bounds.multiply(count, layers.getLast().items, "number of list items");
    DataBlock block =
        itemBits == 0
            ? new DataBlock.AllNull(itemCount)
            : FlatDecompressor.plain(items, itemBits, itemCount);
    for (int i = layers.size() - 1; i >= 0; i--) {
      int dimension = layers.get(i).dimension;
      itemCount /= dimension;
      block = new DataBlock.FixedSizeList(dimension, itemCount, validity[i], block);
    }
    return block;
  }
}
