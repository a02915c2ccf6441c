package org.lance4j.encoding.legacy;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.lance4j.encoding.ColumnRead;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.DictionaryItems;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.Rows;

/// Dictionary fields, read as their values: pages of keys, and the items once in the file.
/// Immutable and thread-safe.
final class LegacyDictionaryReader implements ColumnReader {
  private final Field field;
  private final Field keyField;
  private final Field itemField;
  private final LegacyPages keys;
  private final LegacyPages items;
  private final long itemCount;
  private final PageCache cache;

  /// @param field with its dictionary encoding
  /// @param items one page
  LegacyDictionaryReader(
      Field field, LegacyPages keys, LegacyPages items, long itemCount, PageCache cache) {
    this.field =
        new Field(
            field.getName(),
            new FieldType(field.isNullable(), field.getType(), null, field.getMetadata()),
            field.getChildren());
    this.keyField =
        new Field(
            field.getName(),
            FieldType.notNullable(field.getDictionary().getIndexType()),
            List.of());
    // items of no bytes are nulls whatever the field says
    this.itemField =
        new Field(field.getName(), FieldType.nullable(field.getType()), field.getChildren());
    this.keys = keys;
    this.items = items;
    this.itemCount = itemCount;
    this.cache = cache;
  }

  @Override
  public Field field() {
    return field;
  }

  @Override
  public ColumnRead read(RowRanges rows, BufferAllocator allocator) {
    int count = Rows.count(rows);
    PageCache.Key cacheKey = new PageCache.Key(keys.fieldId(), 0, 0);
    PlainSource keySource = new PlainSource(keyField, keys, rows);
    Source source =
        cache.find(cacheKey) instanceof DictionaryItems known
            ? new DictionarySource(keySource, null, known, cache, cacheKey)
            : new DictionarySource(
                keySource,
                LegacyLeafReader.source(itemField, items, RowRanges.of(0, itemCount)),
                null,
                cache,
                cacheKey);
    return new LegacyLeafRead(field, source, keys, count, allocator);
  }
}
