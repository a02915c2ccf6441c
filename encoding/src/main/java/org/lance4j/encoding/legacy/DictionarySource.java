package org.lance4j.encoding.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.DictionaryItems;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.Scratch;
import org.lance4j.format.Bounds;

/// Keys of the wanted rows, and the items, which lie in the file once and are kept in the cache.
final class DictionarySource implements Source {
  private final PlainSource keys;
  private final @Nullable Source itemsSource;
  private final PageCache cache;
  private final PageCache.Key cacheKey;
  private final Scratch scratch = Scratch.open();
  private @Nullable DictionaryItems items;
  private int keysWanted;

  /// @param itemsSource all items, or null when `items` are known
  DictionarySource(
      PlainSource keys,
      @Nullable Source itemsSource,
      @Nullable DictionaryItems items,
      PageCache cache,
      PageCache.Key cacheKey) {
    this.keys = keys;
    this.itemsSource = itemsSource;
    this.items = items;
    this.cache = cache;
    this.cacheKey = cacheKey;
  }

  @Override
  public List<ByteRange> pending() {
    List<ByteRange> wanted = new ArrayList<>(keys.pending());
    keysWanted = wanted.size();
    if (itemsSource != null) {
      wanted.addAll(itemsSource.pending());
    }
    return wanted;
  }

  @Override
  public void supply(List<Bytes> bytes) {
    if (keysWanted > 0) {
      keys.supply(bytes.subList(0, keysWanted));
    }
    if (itemsSource != null && keysWanted < bytes.size()) {
      itemsSource.supply(bytes.subList(keysWanted, bytes.size()));
    }
  }

  @Override
  public List<Chunk> chunks() {
    List<Chunk> chunks = new ArrayList<>();
    for (Chunk chunk : keys.chunks()) {
      DataBlock.FixedWidth block = (DataBlock.FixedWidth) chunk.values();
      DictionaryItems.Values found =
          items().lookup(block, chunk.from(), chunk.count(), (bytes, _) -> scratch.allocate(bytes));
      chunks.add(new Chunk(found.block(), 0, chunk.count(), found.validity()));
    }
    return chunks;
  }

  private DictionaryItems items() {
    DictionaryItems known = items;
    if (known == null) {
      List<Chunk> all = Objects.requireNonNull(itemsSource).chunks();
      Bounds.check(!all.isEmpty(), "keys of a dictionary without values");
      known = DictionaryItems.copyOf(all.getFirst().values(), all.getFirst().validity(), false);
      items = known;
      cache.keep(cacheKey, known, known.weightBytes());
    }
    return known;
  }

  @Override
  public void close() {
    if (itemsSource != null) {
      itemsSource.close();
    }
    scratch.close();
  }
}
