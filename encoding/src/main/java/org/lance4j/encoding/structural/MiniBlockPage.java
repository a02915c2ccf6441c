package org.lance4j.encoding.structural;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.compression.BlockDecompressor;
import org.lance4j.encoding.compression.Decompressors;
import org.lance4j.encoding.compression.MiniBlockDecompressor;
import org.lance4j.encoding.compression.Scratch;
import org.lance4j.format.Bounds;

/// A page of the layout [PageLayout.MiniBlock]. Immutable and thread-safe.
final class MiniBlockPage implements PageReader {
  private static final int CHUNK_TABLE = 0;
  private static final int CHUNKS = 1;
  private static final int DICTIONARY = 2;

  /// Items of a dictionary differ, so however they are compressed, there are not many to a byte.
  private static final long MAX_ITEMS_PER_BYTE = 1024;

  private final PageLayout.MiniBlock layout;
  private final LayerLevels levels;
  private final List<ByteRange> buffers;
  private final long rowCount;
  private final @Nullable BlockDecompressor repetition;
  private final @Nullable BlockDecompressor definition;
  private final MiniBlockDecompressor values;
  private final @Nullable BlockDecompressor dictionary;
  private final PageCache cache;
  private final PageCache.Key key;

  MiniBlockPage(PageLayout.MiniBlock layout, LayerLevels levels, PageSource source) {
    this.layout = layout;
    this.levels = levels;
    this.buffers = source.buffers();
    this.rowCount = source.rowCount();
    this.repetition = layout.repetition() == null ? null : Decompressors.block(layout.repetition());
    this.definition = layout.definition() == null ? null : Decompressors.block(layout.definition());
    this.values = Decompressors.miniBlock(layout.values());
    this.dictionary =
        layout.dictionary() == null ? null : Decompressors.block(layout.dictionary().encoding());
    this.cache = source.cache();
    this.key = source.key(0);
    Bounds.check(
        values.bufferCount() == layout.valueBuffers(),
        layout.valueBuffers() + " value buffers for " + layout.values());
    boolean lists = levels.maxRepetition() > 0;
    Bounds.check(lists == (repetition != null), "lists and repetition levels disagree");
    int needed = 2 + (dictionary == null ? 0 : 1) + (lists ? 1 : 0);
    Bounds.check(buffers.size() >= needed, "mini-block page of " + buffers.size() + " buffers");
  }

  @Override
  public PageRead read(PageRows rows, ReadMemory memory) {
    return new MiniBlockRead(this, rows, memory.scratch(), (ChunkTable) cache.find(key));
  }

  /// What the chunk table is made of.
  void addTableRanges(List<ByteRange> ranges) {
    ranges.add(buffers.get(CHUNK_TABLE));
    if (repetition != null) {
      ranges.add(buffers.get(indexBuffer()));
    }
    if (dictionary != null) {
      ranges.add(buffers.get(DICTIONARY));
    }
  }

  /// Makes the chunk table, and keeps it, out of what [#addTableRanges] asked for.
  ChunkTable parseTable(List<Bytes> bytes, int first, Scratch scratch) {
    int at = first;
    Bytes words = bytes.get(at++);
    Bytes index = repetition == null ? null : bytes.get(at++);
    KeptBlock items = null;
    if (dictionary != null && layout.dictionary() != null) {
      scratch.reset();
      long itemCount = layout.dictionary().itemCount();
      long most = MAX_ITEMS_PER_BYTE * bytes.get(at).length();
      Bounds.atMost(itemCount, most, "number of dictionary items");
      items = KeptBlock.copyOf(dictionary.decompress(bytes.get(at).segment(), itemCount, scratch));
    }
    ChunkTable table =
        ChunkTable.parse(
            layout,
            words.segment(),
            index == null ? null : index.segment(),
            rowCount,
            buffers.get(CHUNKS).length(),
            items);
    cache.keep(key, table, table.weight());
    return table;
  }

  private int indexBuffer() {
    return dictionary == null ? 2 : 3;
  }

  LayerLevels levels() {
    return levels;
  }

  /// The bytes of the chunks `[first, last]`.
  ByteRange chunks(ChunkTable table, int first, int last) {
    long start = table.position(first);
    return new ByteRange(buffers.get(CHUNKS).offset() + start, table.position(last + 1) - start);
  }

  MiniBlockChunk newChunk() {
    return new MiniBlockChunk(
        repetition, definition, values, layout.valueBuffers(), layout.largeChunks());
  }
}
