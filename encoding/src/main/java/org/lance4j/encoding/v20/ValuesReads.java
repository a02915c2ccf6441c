package org.lance4j.encoding.v20;

import java.util.List;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.compression.CompressiveEncoding;
import org.lance4j.format.Bounds;
import org.lance4j.format.UnsupportedFeatureException;

/// Starts reads: one case per encoding.
final class ValuesReads {
  private ValuesReads() {}

  /// @param ranges values of the page; neighbours are one range
  static ValuesRead start(ArrayEncoding encoding, int page, RowRanges ranges, ReadScope scope) {
    return switch (encoding) {
      case ArrayEncoding.Flat flat -> flat(flat, page, ranges, scope);
      case ArrayEncoding.NoNulls all -> start(all.values(), page, ranges, scope);
      case ArrayEncoding.SomeNulls some ->
          new SomeNullsRead(
              start(some.validity(), page, ranges, scope),
              start(some.values(), page, ranges, scope));
      case ArrayEncoding.AllNulls _ -> new AllNullsRead(ranges);
      case ArrayEncoding.FixedSizeList list ->
          new FixedSizeListRead(
              list.dimension(),
              ranges,
              start(list.items(), page, multiplied(ranges, list.dimension()), scope),
              scope);
      case ArrayEncoding.Binary binary -> new BinaryRead(binary, page, ranges, scope);
      case ArrayEncoding.Dictionary dictionary ->
          new DictionaryRead(dictionary, page, ranges, scope);
      case ArrayEncoding.Fsst fsst ->
          new FsstRead(fsst.symbols(), start(fsst.binary(), page, ranges, scope));
      case ArrayEncoding.PackedStruct packed -> packed(packed, ranges);
      case ArrayEncoding.Bitpacked packed -> new BitpackedRead(packed, ranges, scope);
      case ArrayEncoding.BitpackedForNonNeg packed -> new FastLanesRead(packed, ranges, scope);
      case ArrayEncoding.FixedSizeBinary binary ->
          new FixedSizeBinaryRead(
              binary.byteWidth(),
              ranges,
              start(binary.bytes(), page, multiplied(ranges, binary.byteWidth()), scope),
              scope);
      case ArrayEncoding.Lists _, ArrayEncoding.SimpleStruct _ ->
          throw new UnsupportedFeatureException(encoding.describe() + " where values are wanted");
    };
  }

  private static ValuesRead flat(
      ArrayEncoding.Flat flat, int page, RowRanges ranges, ReadScope scope) {
    return switch (flat.compression()) {
      case NONE -> new FlatRead(flat.buffer(), flat.bits(), ranges);
      case ZSTD ->
          new CompressedFlatRead(flat, CompressiveEncoding.Scheme.ZSTD, page, ranges, scope);
      case LZ4 -> new CompressedFlatRead(flat, CompressiveEncoding.Scheme.LZ4, page, ranges, scope);
    };
  }

  private static ValuesRead packed(ArrayEncoding.PackedStruct packed, RowRanges ranges) {
    List<Integer> bits = packed.bits();
    int[] widths = new int[bits.size()];
    long sum = 0;
    for (int i = 0; i < widths.length; i++) {
      widths[i] = bits.get(i);
      sum += widths[i];
    }
    return new PackedStructRead(
        packed.buffer(), widths, Bounds.toInt(sum, Bounds.MAX_BUFFER, "bits of a row"), ranges);
  }

  private static RowRanges multiplied(RowRanges ranges, int factor) {
    long[] starts = new long[ranges.rangeCount()];
    long[] ends = new long[ranges.rangeCount()];
    for (int i = 0; i < starts.length; i++) {
      ends[i] = Bounds.multiply(ranges.end(i), factor, "items of a list");
      starts[i] = ranges.start(i) * factor;
    }
    return RowRanges.of(starts, ends);
  }
}
