package org.lance4j.encoding.structural;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.compression.CompressiveEncoding;
import org.lance4j.encoding.compression.Decompressors;
import org.lance4j.encoding.compression.FixedPerValueDecompressor;
import org.lance4j.encoding.compression.VariablePerValueDecompressor;
import org.lance4j.format.Bounds;

/// A page of the layout [PageLayout.FullZip]. Immutable and thread-safe.
///
/// Each entry is `control word | value` or `control word | length | value`. The control word is
/// `repetition << definitionBits | definition`. Fixed-width values are there for all visible
/// entries, null ones too; variable ones only for entries that are valid.
final class FullZipPage implements PageReader {
  private static final int ZIPPED = 0;
  private static final int INDEX = 1;

  private final PageLayout.FullZip layout;
  private final LayerLevels levels;
  private final List<ByteRange> buffers;
  private final long rowCount;
  private final @Nullable FixedPerValueDecompressor fixed;
  private final @Nullable VariablePerValueDecompressor variable;
  private final int indexWidth;
  private final PageCache cache;
  private final PageSource source;

  FullZipPage(PageLayout.FullZip layout, LayerLevels levels, PageSource source) {
    this.layout = layout;
    this.levels = levels;
    this.buffers = source.buffers();
    this.rowCount = source.rowCount();
    this.fixed = layout.variable() ? null : Decompressors.fixedPerValue(layout.values());
    this.variable = layout.variable() ? Decompressors.variablePerValue(layout.values()) : null;
    this.cache = source.cache();
    this.source = source;
    boolean lists = levels.maxRepetition() > 0;
    boolean indexed = layout.variable() || lists;
    Bounds.check(buffers.size() > (indexed ? INDEX : ZIPPED), "full-zip page without its buffers");
    // of definition levels, words have room for the highest that occurs, not for all that could
    Bounds.check(
        levels.maxRepetition() < 1 << layout.repetitionBits(),
        "control words too small for their levels");
    Bounds.check(lists || layout.repetitionBits() == 0, "repetition levels without lists");
    if (fixed != null) {
      Bounds.check(
          fixed.bitsPerValue() == layout.bits(),
          layout.bits() + " bits for a value of " + layout.values());
      checkFixedSize(lists);
    }
    indexWidth = indexed ? widthOfIndex() : 0;
  }

  private void checkFixedSize(boolean lists) {
    if (!lists) {
      long bytes = Bounds.multiply(rowCount, entryBytes(), "bytes of a page");
      Bounds.check(
          bytes <= buffers.get(ZIPPED).length(),
          rowCount + " values in a buffer of " + buffers.get(ZIPPED).length() + " bytes");
    }
  }

  private int widthOfIndex() {
    long bytes = buffers.get(INDEX).length();
    long offsets = Bounds.add(rowCount, 1, "row offsets");
    long width = bytes / offsets;
    Bounds.check(
        bytes % offsets == 0 && (width == 1 || width == 2 || width == 4 || width == 8),
        "row index of " + bytes + " bytes for " + rowCount + " rows");
    return (int) width;
  }

  @Override
  public PageRead read(PageRows rows, ReadMemory memory) {
    return indexWidth == 0
        ? new FullZipFixedRead(this, rows, memory.scratch())
        : new FullZipIndexedRead(this, rows, memory.scratch());
  }

  PageLayout.FullZip layout() {
    return layout;
  }

  LayerLevels levels() {
    return levels;
  }

  /// Bytes of a fixed-width entry with its control word.
  long entryBytes() {
    return layout.controlBytes() + layout.bits() / 8L;
  }

  ByteRange zipped(long start, long end) {
    Bounds.check(start <= end, "row offsets that go backwards");
    Bounds.range(start, end - start, buffers.get(ZIPPED).length(), "rows");
    return new ByteRange(buffers.get(ZIPPED).offset() + start, end - start);
  }

  FixedPerValueDecompressor fixed() {
    return Objects.requireNonNull(fixed);
  }

  VariablePerValueDecompressor variable() {
    return Objects.requireNonNull(variable);
  }

  boolean isVariable() {
    return variable != null;
  }

  /// Whether the bytes of the page are the values themselves, as Arrow has them.
  boolean plain() {
    return layout.controlBytes() == 0 && isPlain(layout.values());
  }

  private static boolean isPlain(CompressiveEncoding encoding) {
    return switch (encoding) {
      case CompressiveEncoding.Flat flat -> flat.bits() % 8 == 0;
      case CompressiveEncoding.FixedSizeList list -> !list.hasValidity() && isPlain(list.values());
      case CompressiveEncoding.Variable _,
          CompressiveEncoding.Constant _,
          CompressiveEncoding.OutOfLineBitpacking _,
          CompressiveEncoding.InlineBitpacking _,
          CompressiveEncoding.Fsst _,
          CompressiveEncoding.Dictionary _,
          CompressiveEncoding.Rle _,
          CompressiveEncoding.ByteStreamSplit _,
          CompressiveEncoding.General _,
          CompressiveEncoding.PackedStruct _,
          CompressiveEncoding.VariablePackedStruct _,
          CompressiveEncoding.Range _,
          CompressiveEncoding.Delta _ ->
          false;
    };
  }

  int indexWidth() {
    return indexWidth;
  }

  long rowCount() {
    return rowCount;
  }

  /// The bytes of the row offsets `[first, last)`.
  ByteRange indexEntries(long first, long last) {
    return new ByteRange(
        buffers.get(INDEX).offset() + first * indexWidth, (last - first) * indexWidth);
  }

  PageCache cache() {
    return cache;
  }

  PageCache.Key indexKey(int block) {
    return source.key(block);
  }
}
