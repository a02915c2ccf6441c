package org.lance4j.encoding.structural;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.compression.BlockDecompressor;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.Decompressors;
import org.lance4j.encoding.compression.Scratch;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;

/// A page of the layout [PageLayout.Sparse]. Immutable and thread-safe.
final class SparsePage implements PageReader {
  private static final LayerLevels VALUES_ONLY =
      new LayerLevels(List.of(RepDefLayer.ALL_VALID_ITEM));

  /// The value pages keep what they parsed under the numbers from 0 on.
  private static final int STRUCTURE_PART = -1;

  private static final int INDEXED_BUFFERS = 3;

  private final PageLayout.Sparse layout;
  private final LeafPath path;
  private final PageSource source;
  private final long rowCount;
  private final long leafSlots;
  private final int valueBuffers;

  /// The page of the values; null when they are indexed.
  private final @Nullable PageReader values;

  private final @Nullable SparseItems items;
  private final PageCache cache;

  SparsePage(PageLayout.Sparse layout, LeafPath path, PageSource source, Field field) {
    this.layout = layout;
    this.path = path;
    this.source = source;
    this.cache = source.cache();
    this.rowCount = source.rowCount() / path.entriesPerRow();
    checkLayers();
    this.leafSlots = SparseStructure.leafSlots(layout, rowCount);
    this.valueBuffers = valueBuffers();
    Bounds.check(
        source.buffers().size() == valueBuffers + SparseStructure.bufferCount(layout),
        "sparse page of " + source.buffers().size() + " buffers");
    List<ByteRange> own = source.buffers().subList(0, valueBuffers);
    if (layout.indices() != null) {
      values = null;
      items = new SparseItems(layout, own, leafSlots);
    } else {
      values = open(layout.values(), own, field);
      items = null;
    }
  }

  private void checkLayers() {
    int n = layout.layers().size();
    Bounds.check(n == path.count(), "page of " + n + " layers in a column of " + path.count());
    for (int i = 0; i < n; i++) {
      PageLayout.SparseLayer layer = layout.layers().get(n - 1 - i);
      int dimension =
          layer instanceof PageLayout.SparseLayer.FixedSizeListItems list ? list.dimension() : 1;
      Bounds.check(
          path.list(i) == layer instanceof PageLayout.SparseLayer.ListItems
              && path.dimension(i) == dimension,
          "layer " + i + " of a page is " + layer);
    }
  }

  private int valueBuffers() {
    if (layout.indices() != null) {
      return INDEXED_BUFFERS;
    }
    return switch (layout.values()) {
      case PageLayout.MiniBlock chunked -> chunked.dictionary() == null ? 2 : 3;
      case PageLayout.FullZip zipped -> zipped.variable() ? 2 : 1;
      case PageLayout.Constant _ -> 0;
      case PageLayout.Blob _, PageLayout.Sparse _ -> throw new AssertionError("nested layouts");
    };
  }

  private PageReader open(PageLayout of, List<ByteRange> buffers, Field field) {
    return switch (of) {
      case PageLayout.MiniBlock chunked ->
          new MiniBlockPage(
              chunked.withValueCount(leafSlots), VALUES_ONLY, part(buffers, leafSlots));
      case PageLayout.FullZip zipped ->
          new FullZipPage(zipped, VALUES_ONLY, part(buffers, layout.valueCount()));
      case PageLayout.Constant constant ->
          new ConstantPage(constant, VALUES_ONLY, part(buffers, leafSlots), field);
      case PageLayout.Blob _, PageLayout.Sparse _ -> throw new AssertionError("nested layouts");
    };
  }

  private PageSource part(List<ByteRange> buffers, long count) {
    return new PageSource(buffers, count, source.column(), source.page(), cache);
  }

  @Override
  public PageRead read(PageRows rows, ReadMemory memory) {
    return new SparseRead(this, rows, memory, (State) cache.find(source.key(STRUCTURE_PART)));
  }

  /// What the structure, and the items of indexed values, are made of.
  void addRanges(List<ByteRange> ranges) {
    int first = items == null ? valueBuffers : 0;
    for (ByteRange buffer : source.buffers().subList(first, source.buffers().size())) {
      ranges.add(buffer);
    }
  }

  /// Makes the state, and keeps it, out of what [#addRanges] asked for.
  State parse(List<Bytes> bytes, int first, Scratch scratch) {
    int at = first;
    KeptBlock indexed = null;
    if (items != null) {
      indexed =
          items.parse(
              bytes.get(at).segment(),
              bytes.get(at + 1).segment(),
              bytes.get(at + 2).segment(),
              scratch);
      at += INDEXED_BUFFERS;
    }
    List<MemorySegment> buffers = new ArrayList<>();
    for (int i = valueBuffers; i < source.buffers().size(); i++) {
      buffers.add(bytes.get(at++).segment());
    }
    SparseStructure structure = SparseStructure.parse(layout, rowCount, buffers, scratch);
    boolean zipped = items == null && layout.values() instanceof PageLayout.FullZip;
    Bounds.check(
        !zipped || structure.materialized().count() == layout.valueCount(),
        layout.valueCount() + " values for " + structure.materialized().count() + " slots");
    State state = new State(structure, indexed == null ? null : indexed.block());
    long weight = structure.weight() + (indexed == null ? 0 : indexed.bytes());
    cache.keep(source.key(STRUCTURE_PART), state, weight);
    return state;
  }

  boolean hasBuffers() {
    return source.buffers().size() > (items == null ? valueBuffers : 0);
  }

  LeafPath path() {
    return path;
  }

  PageReader values() {
    return Objects.requireNonNull(values);
  }

  /// Whether only slots that are valid have a value.
  boolean materializedOnly() {
    return layout.values() instanceof PageLayout.FullZip;
  }

  /// @param indexed for indexed values: the value of each slot of the leaf
  record State(SparseStructure structure, @Nullable DataBlock indexed) {}

  /// The values of a page that has indices into items.
  private static final class SparseItems {
    private final BlockDecompressor indices;
    private final FullZipPage page;
    private final long slots;
    private final long itemCount;

    SparseItems(PageLayout.Sparse layout, List<ByteRange> buffers, long slots) {
      this.slots = slots;
      this.itemCount = layout.valueCount();
      this.indices = Decompressors.sequence(Objects.requireNonNull(layout.indices()), Integer.SIZE);
      PageLayout.FullZip zipped = (PageLayout.FullZip) layout.values();
      Bounds.check(zipped.variable() && zipped.controlBytes() == 0, "items without lengths");
      this.page =
          new FullZipPage(
              zipped,
              VALUES_ONLY,
              new PageSource(buffers.subList(1, 3), itemCount, 0, 0, PageCache.NONE));
    }

    KeptBlock parse(
        MemorySegment index, MemorySegment zipped, MemorySegment offsets, Scratch scratch) {
      Bounds.atMost(slots, index.byteSize() * 4096 + (1 << 23), "number of indices");
      scratch.reset();
      if (!(indices.decompress(index, slots, scratch) instanceof DataBlock.FixedWidth numbers)) {
        throw new CorruptFileException("indices are no numbers");
      }
      DataBlock items = VariableUnzip.all(page, zipped, itemCount, scratch);
      Bounds.check(offsets.byteSize() > 0, "items without offsets");
      return KeptBlock.copyOf(new DataBlock.Dictionary(numbers, items));
    }
  }
}
