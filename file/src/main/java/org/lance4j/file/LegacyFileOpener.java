package org.lance4j.file;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lance4j.encoding.legacy.LegacyFile;
import org.lance4j.encoding.legacy.LegacyMetadata;
import org.lance4j.format.Bounds;
import org.lance4j.format.LanceField;
import org.lance4j.format.LanceSchema;
import org.lance4j.format.LogicalType;
import org.lance4j.io.ObjectReader;

/// Reads what a file of version 0.1 says of itself: its metadata, its schema and its page table,
/// mostly out of the bytes at its end.
final class LegacyFileOpener {
  private final ObjectReader reader;
  private final ByteBuffer tail;

  private LegacyFileOpener(ObjectReader reader, ByteBuffer tail) {
    this.reader = reader;
    this.tail = tail;
  }

  /// @param tail the last bytes of the file
  /// @param fieldIds the fields that the file holds, as the table names them; empty when the file
  ///   alone is known, whose own schema tells then
  static FileContents.Legacy open(ObjectReader reader, MemorySegment tail, List<Integer> fieldIds)
      throws IOException {
    return new LegacyFileOpener(reader, tail.asByteBuffer()).open(fieldIds);
  }

  private FileContents.Legacy open(List<Integer> fieldIds) throws IOException {
    Bounds.check(tail.capacity() >= LegacyMetadata.TRAILER_BYTES, "file without a trailer");
    ByteBuffer trailer =
        tail.slice(tail.capacity() - LegacyMetadata.TRAILER_BYTES, LegacyMetadata.TRAILER_BYTES);
    LegacyMetadata metadata =
        LegacyMetadata.parse(
            toEnd(LegacyMetadata.metadataPosition(trailer, reader.size()), "metadata"));
    LanceSchema schema =
        metadata.schemaPosition() == 0
            ? new LanceSchema(List.of(), Map.of())
            : LegacyMetadata.parseSchema(toEnd(metadata.schemaPosition(), "schema"));
    Map<Integer, LanceField.DictionaryValues> dictionaries = new HashMap<>();
    List<Integer> ids = walk(schema, dictionaries);
    ids.addAll(fieldIds);
    // a field that was dropped since is not among those that the table names, but has its place in
    // the page table
    int from = ids.stream().filter(id -> id >= 0).min(Integer::compare).orElse(0);
    int to = ids.stream().filter(id -> id >= 0).max(Integer::compare).orElse(0);
    ByteBuffer table =
        bytes(metadata.pageTablePosition(), metadata.pageTableBytes(from, to), "page table");
    String source = reader.location().toString();
    return new FileContents.Legacy(
        LegacyFile.of(source, reader.size(), metadata, from, to, table, dictionaries), schema);
  }

  /// @return the ids of all fields
  private static List<Integer> walk(
      LanceSchema schema, Map<Integer, LanceField.DictionaryValues> dictionaries) {
    List<Integer> ids = new ArrayList<>();
    ArrayDeque<LanceField> open = new ArrayDeque<>(schema.fields());
    while (!open.isEmpty()) {
      LanceField field = open.poll();
      open.addAll(field.children());
      ids.add(field.id());
      if (field.logicalType() instanceof LogicalType.Dictionary) {
        dictionaries.put(field.id(), field.dictionary());
      }
    }
    return ids;
  }

  private ByteBuffer toEnd(long position, String what) throws IOException {
    Bounds.range(position, 0, reader.size(), what);
    return bytes(position, reader.size() - position, what);
  }

  private ByteBuffer bytes(long position, long length, String what) throws IOException {
    Bounds.range(position, length, reader.size(), what);
    int count = Bounds.toInt(length, Bounds.MAX_BUFFER, "size of the " + what);
    long inTail = position - (reader.size() - tail.capacity());
    if (inTail >= 0) {
      return tail.slice((int) inTail, count);
    }
    ByteBuffer read = ByteBuffer.allocate(count);
    reader.read(position, read);
    return read.flip();
  }
}
