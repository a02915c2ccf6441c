package org.lance4j.encoding.v20;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.StoredColumn;
import org.lance4j.encoding.StoredField;
import org.lance4j.encoding.StoredFile;
import org.lance4j.encoding.StoredPage;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.FileVersion;
import org.lance4j.format.LanceField;
import org.lance4j.format.LanceSchema;
import org.lance4j.format.LogicalType;
import org.lance4j.format.proto.File2Proto;
import org.lance4j.format.proto.FileProto;

/// Opens the container of a 2.0 file that lies in memory: just enough for tests.
record V20File(StoredFile file, List<StoredField> fields) {
  private static final int FOOTER = 40;

  static V20File open(String name, byte[] bytes) {
    try {
      return new Opener(name, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)).open();
    } catch (InvalidProtocolBufferException e) {
      throw new CorruptFileException(name, -1, "not a message");
    }
  }

  private record Opener(String name, ByteBuffer bytes) {
    V20File open() throws InvalidProtocolBufferException {
      int footer = bytes.capacity() - FOOTER;
      Bounds.check(footer >= 0, "no footer");
      int columnTable = at(bytes.getLong(footer + 8));
      int globalTable = at(bytes.getLong(footer + 16));
      int columnCount = bytes.getInt(footer + 28);
      FileVersion version =
          FileVersion.ofNumbers(bytes.getShort(footer + 32), bytes.getShort(footer + 34));
      File2ProtoColumns columns = new File2ProtoColumns(new ArrayList<>());
      for (int i = 0; i < columnCount; i++) {
        columns.list.add(column(i, range(columnTable + 16 * i)));
      }
      ByteRange descriptor = range(globalTable);
      FileProto.FileDescriptor file = FileProto.FileDescriptor.parseFrom(slice(descriptor));
      LanceSchema schema = LanceSchema.of(file.getSchema());
      return new V20File(
          new StoredFile(name, version, file.getLength(), columns.list), fields(schema.fields()));
    }

    private record File2ProtoColumns(List<StoredColumn> list) {}

    private int at(long position) {
      return Bounds.toInt(position, bytes.capacity(), "position");
    }

    private ByteRange range(int position) {
      Bounds.range(position, 16, bytes.capacity(), "table");
      return checked(bytes.getLong(position), bytes.getLong(position + 8));
    }

    private ByteRange checked(long offset, long length) {
      Bounds.range(offset, length, bytes.capacity(), "buffer");
      return new ByteRange(offset, length);
    }

    private ByteString slice(ByteRange range) {
      return ByteString.copyFrom(bytes.slice((int) range.offset(), (int) range.length()));
    }

    private StoredColumn column(int index, ByteRange place) throws InvalidProtocolBufferException {
      File2Proto.ColumnMetadata metadata = File2Proto.ColumnMetadata.parseFrom(slice(place));
      List<StoredPage> pages = new ArrayList<>();
      for (File2Proto.ColumnMetadata.Page page : metadata.getPagesList()) {
        Any encoding = Any.parseFrom(page.getEncoding().getDirect().getEncoding());
        pages.add(
            new StoredPage(
                buffers(page.getBufferOffsetsList(), page.getBufferSizesList()),
                page.getLength(),
                page.getPriority(),
                encoding.getTypeUrl().substring(encoding.getTypeUrl().lastIndexOf('/') + 1),
                encoding.getValue()));
      }
      Any encoding = Any.parseFrom(metadata.getEncoding().getDirect().getEncoding());
      return new StoredColumn(
          index,
          pages,
          buffers(metadata.getBufferOffsetsList(), metadata.getBufferSizesList()),
          encoding.getValue());
    }

    private List<ByteRange> buffers(List<Long> offsets, List<Long> sizes) {
      Bounds.check(offsets.size() == sizes.size(), "buffers");
      List<ByteRange> ranges = new ArrayList<>();
      for (int i = 0; i < offsets.size(); i++) {
        ranges.add(checked(offsets.get(i), sizes.get(i)));
      }
      return ranges;
    }
  }

  private static List<StoredField> fields(List<LanceField> schema) {
    int[] next = {0};
    return schema.stream().map(field -> field(field, next)).toList();
  }

  /// Columns go to fields in the order of a walk, structs and lists included.
  private static StoredField field(LanceField field, int[] next) {
    int column = next[0]++;
    if (field.isBlobV1()) {
      return new StoredField(field.toStoredArrow(), StoredField.Kind.BLOB, column, List.of());
    }
    return switch (field.logicalType()) {
      case LogicalType.Struct _ when field.isPacked() ->
          new StoredField(field.toStoredArrow(), StoredField.Kind.PACKED_STRUCT, column, List.of());
      case LogicalType.Struct _ when !field.children().isEmpty() ->
          new StoredField(
              field.toStoredArrow(), StoredField.Kind.STRUCT, column, children(field, next));
      case LogicalType.ItemList _ ->
          new StoredField(
              field.toStoredArrow(), StoredField.Kind.LIST, column, children(field, next));
      case LogicalType.Dictionary(_, ArrowType.Int index, boolean ordered) -> {
        Field arrow = field.toStoredArrow();
        FieldType type =
            new FieldType(
                arrow.isNullable(),
                arrow.getType(),
                new DictionaryEncoding(field.id(), ordered, index),
                arrow.getMetadata());
        yield new StoredField(
            new Field(arrow.getName(), type, arrow.getChildren()),
            StoredField.Kind.LEAF,
            column,
            List.of());
      }
      default -> new StoredField(field.toStoredArrow(), StoredField.Kind.LEAF, column, List.of());
    };
  }

  private static List<StoredField> children(LanceField field, int[] next) {
    List<StoredField> children = new ArrayList<>();
    for (LanceField child : field.children()) {
      children.add(field(child, next));
    }
    return children;
  }
}
