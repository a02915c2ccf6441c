package org.lance4j.encoding.v20;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.compression.CompressiveEncoding;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.GeneralCodec;

/// Values of one width whose buffer is compressed as a whole: all of it is read and decompressed,
/// and kept in the cache, as the next batch is likely to lie in it too.
final class CompressedFlatRead implements ValuesRead {
  /// The part of the cache key for a decompressed buffer.
  private static final int BUFFER = 1;

  /// A page can have several buffers: the cached one says which it is.
  private record Decompressed(ByteRange buffer, MemorySegment values) {}

  private final ArrayEncoding.Flat encoding;
  private final CompressiveEncoding.Scheme scheme;
  private final int page;
  private final RowRanges ranges;
  private final ReadScope scope;
  private @Nullable MemorySegment values;

  CompressedFlatRead(
      ArrayEncoding.Flat encoding,
      CompressiveEncoding.Scheme scheme,
      int page,
      RowRanges ranges,
      ReadScope scope) {
    this.encoding = encoding;
    this.scheme = scheme;
    this.page = page;
    this.ranges = ranges;
    this.scope = scope;
    if (ranges.rangeCount() == 0) {
      this.values = MemorySegment.NULL;
    } else if (scope.cache().find(scope.key(page, BUFFER)) instanceof Decompressed kept
        && kept.buffer().equals(encoding.buffer())) {
      this.values = kept.values();
    }
  }

  @Override
  public void request(List<ByteRange> wanted) {
    if (values == null) {
      wanted.add(encoding.buffer());
    }
  }

  @Override
  public void supply(Supply supply) {
    if (values == null) {
      MemorySegment all =
          GeneralCodec.decompressSized(scheme, supply.take().segment(), Arena.ofAuto());
      scope
          .cache()
          .keep(scope.key(page, BUFFER), new Decompressed(encoding.buffer(), all), all.byteSize());
      values = all;
    }
  }

  @Override
  public Piece piece(int range) {
    MemorySegment all = values;
    if (all == null) {
      throw new IllegalStateException("the buffer is not there yet");
    }
    ByteRange place =
        PackedBits.range(
            new ByteRange(0, all.byteSize()),
            encoding.bits(),
            ranges.start(range),
            ranges.end(range));
    long shift = encoding.bits() == 1 ? ranges.start(range) % 8 : 0;
    long count = shift + ranges.end(range) - ranges.start(range);
    return Piece.valid(
        new DataBlock.FixedWidth(
            encoding.bits(), count, all.asSlice(place.offset(), place.length())),
        shift);
  }
}
