package org.lance4j.encoding.structural;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.ColumnRead;
import org.lance4j.encoding.ColumnReader;
import org.lance4j.encoding.PageCache;
import org.lance4j.encoding.RowRanges;
import org.lance4j.encoding.StoredColumn;
import org.lance4j.encoding.StoredField;
import org.lance4j.encoding.StoredFile;
import org.lance4j.encoding.StoredPage;
import org.lance4j.format.FileVersion;
import org.lance4j.format.proto.File2Proto;

/// A Lance file in memory, opened just far enough to read its columns: footer, column metadata, and
/// leaves numbered in the order of the schema.
final class FixtureFile implements AutoCloseable {
  private static final int FOOTER_BYTES = 40;

  private final ArrowBuf bytes;
  private final long length;
  private final StoredFile stored;
  private int rounds;
  private long bytesAsked;

  private FixtureFile(ArrowBuf bytes, long length, StoredFile stored) {
    this.bytes = bytes;
    this.length = length;
    this.stored = stored;
  }

  static FixtureFile open(String name, byte[] content, BufferAllocator allocator)
      throws IOException {
    ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int footer = content.length - FOOTER_BYTES;
    int table = (int) file.getLong(footer + 8);
    int columns = file.getInt(footer + 28);
    FileVersion version =
        FileVersion.ofNumbers(file.getShort(footer + 32), file.getShort(footer + 34));
    List<StoredColumn> stored = new ArrayList<>();
    long rows = 0;
    for (int i = 0; i < columns; i++) {
      int position = (int) file.getLong(table + i * 16);
      int size = (int) file.getLong(table + i * 16 + 8);
      StoredColumn column =
          column(
              i, File2Proto.ColumnMetadata.parseFrom(ByteString.copyFrom(content, position, size)));
      rows = Math.max(rows, column.pages().stream().mapToLong(StoredPage::length).sum());
      stored.add(column);
    }
    ArrowBuf bytes = allocator.buffer(content.length);
    bytes.setBytes(0, content);
    return new FixtureFile(bytes, content.length, new StoredFile(name, version, rows, stored));
  }

  private static StoredColumn column(int index, File2Proto.ColumnMetadata metadata)
      throws IOException {
    List<StoredPage> pages = new ArrayList<>();
    for (File2Proto.ColumnMetadata.Page page : metadata.getPagesList()) {
      Any encoding = Any.parseFrom(page.getEncoding().getDirect().getEncoding());
      List<ByteRange> buffers = new ArrayList<>();
      for (int i = 0; i < page.getBufferOffsetsCount(); i++) {
        buffers.add(new ByteRange(page.getBufferOffsets(i), page.getBufferSizes(i)));
      }
      String type = encoding.getTypeUrl();
      pages.add(
          new StoredPage(
              buffers,
              page.getLength(),
              page.getPriority(),
              type.substring(type.lastIndexOf('/') + 1),
              encoding.getValue()));
    }
    return new StoredColumn(index, pages, List.of(), metadata.getEncoding().toByteString());
  }

  StoredFile stored() {
    return stored;
  }

  /// The fields of a schema as they are stored.
  static List<StoredField> fields(Schema schema) {
    int[] next = {0};
    List<StoredField> fields = new ArrayList<>();
    for (Field field : schema.getFields()) {
      fields.add(field(field, next));
    }
    return fields;
  }

  private static StoredField field(Field field, int[] next) {
    StoredField.Kind kind = kind(field);
    List<StoredField> children = new ArrayList<>();
    int column = -1;
    switch (kind) {
      case LEAF, BLOB -> column = next[0]++;
      case PACKED_STRUCT -> {
        column = next[0]++;
        for (Field child : field.getChildren()) {
          children.add(new StoredField(child, StoredField.Kind.LEAF, -1, List.of()));
        }
      }
      case STRUCT, LIST, MAP, FIXED_SIZE_LIST -> {
        for (Field child : field.getChildren()) {
          children.add(field(child, next));
        }
      }
    }
    return new StoredField(field, kind, column, children);
  }

  private static StoredField.Kind kind(Field field) {
    boolean packed = field.getMetadata().containsKey("lance-encoding:packed");
    if (field.getMetadata().containsKey("lance-encoding:blob")) {
      return StoredField.Kind.BLOB;
    }
    return switch (field.getType()) {
      case ArrowType.Struct _ when packed -> StoredField.Kind.PACKED_STRUCT;
      case ArrowType.Struct _ ->
          field.getChildren().isEmpty() ? StoredField.Kind.LEAF : StoredField.Kind.STRUCT;
      case ArrowType.List _, ArrowType.LargeList _ -> StoredField.Kind.LIST;
      case ArrowType.Map _ -> StoredField.Kind.MAP;
      case ArrowType.FixedSizeList _ ->
          kind(field.getChildren().getFirst()) == StoredField.Kind.STRUCT
              ? StoredField.Kind.FIXED_SIZE_LIST
              : StoredField.Kind.LEAF;
      default -> StoredField.Kind.LEAF;
    };
  }

  ColumnReader reader(StoredField field, PageCache cache) {
    return StructuralColumns.open(field, stored, cache);
  }

  /// Drives one read; counts its rounds and bytes.
  FieldVector read(ColumnReader reader, RowRanges rows, BufferAllocator allocator) {
    rounds = 0;
    bytesAsked = 0;
    try (ColumnRead read = reader.read(rows, allocator)) {
      for (List<ByteRange> ranges = read.pending(); !ranges.isEmpty(); ranges = read.pending()) {
        rounds++;
        List<Bytes> supplied = new ArrayList<>();
        for (ByteRange range : ranges) {
          if (range.offset() < 0 || range.length() < 0 || range.end() > length) {
            throw new org.lance4j.format.CorruptFileException("read past the end: " + range);
          }
          bytesAsked += range.length();
          MemorySegment segment =
              MemorySegment.ofBuffer(bytes.nioBuffer(range.offset(), (int) range.length()));
          supplied.add(new Bytes(bytes, range.offset(), segment));
        }
        read.supply(supplied);
      }
      return read.finish();
    }
  }

  int rounds() {
    return rounds;
  }

  long bytesAsked() {
    return bytesAsked;
  }

  @Override
  public void close() {
    bytes.close();
  }
}
