package org.lance4j.file;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.StoredColumn;
import org.lance4j.encoding.StoredFile;
import org.lance4j.encoding.StoredPage;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.FileVersion;
import org.lance4j.format.proto.File2Proto;
import org.lance4j.format.proto.FileProto;
import org.lance4j.io.ObjectReader;

/// Reads the metadata of one file: its end in one request, and the rest in a second one when that
/// was not enough.
final class FileMetadataReader {
  /// Read at once; holds all metadata of most files.
  static final int TAIL = 64 << 10;

  private final ObjectReader reader;
  private final long fileLength;

  /// The end of the file, as much of it as was needed so far.
  private MemorySegment tail;

  private FileMetadataReader(ObjectReader reader, MemorySegment tail) throws IOException {
    this.reader = reader;
    this.fileLength = reader.size();
    this.tail = tail;
  }

  static MemorySegment readTail(ObjectReader reader) throws IOException {
    long length = Math.min(TAIL, reader.size());
    return read(reader, reader.size() - length, length);
  }

  /// @param tail the last bytes of the file
  static FileMetadata read(ObjectReader reader, MemorySegment tail) throws IOException {
    return new FileMetadataReader(reader, tail).read();
  }

  private FileMetadata read() throws IOException {
    FileFooter footer = FileFooter.parse(tail, fileLength);
    need(Math.min(footer.columnMetadataStart(), footer.globalTableStart()));
    long tableStart = footer.columnTableStart() - tailStart();
    List<StoredColumn> columns = new ArrayList<>(footer.columns());
    long rows = 0;
    for (int i = 0; i < footer.columns(); i++) {
      ByteString bytes =
          slice(
              FileFooter.position(tail, tableStart, i),
              FileFooter.length(tail, tableStart, i),
              "metadata of column " + i);
      StoredColumn column = column(i, bytes);
      columns.add(column);
      long length = 0;
      for (StoredPage page : column.pages()) {
        length = Bounds.add(length, page.length(), "rows of column " + i);
      }
      rows = Math.max(rows, length);
    }
    List<ByteRange> globals = new ArrayList<>(footer.globalBuffers());
    long globalStart = footer.globalTableStart() - tailStart();
    for (int i = 0; i < footer.globalBuffers(); i++) {
      ByteRange range =
          new ByteRange(
              FileFooter.position(tail, globalStart, i), FileFooter.length(tail, globalStart, i));
      Bounds.range(range.offset(), range.length(), fileLength, "global buffer " + i);
      globals.add(range);
    }
    Bounds.check(!globals.isEmpty(), "the file has no schema");
    FileProto.FileDescriptor descriptor =
        parse(FileProto.FileDescriptor::parseFrom, globalBuffer(globals.get(0)), "schema");
    String source = reader.location().toString();
    rows = rowCount(footer.version(), rows, descriptor.getLength());
    return new FileMetadata(
        new StoredFile(source, footer.version(), rows, columns),
        descriptor.getSchema(),
        globals,
        4 * tail.byteSize() + 1024);
  }

  /// Items of lists have columns of their own in 2.0, which are longer than the file has rows.
  private static long rowCount(FileVersion version, long longest, long recorded) {
    Bounds.atMost(recorded, Long.MAX_VALUE, "rows of the file");
    boolean decided = version == FileVersion.V2_0 && recorded != 0;
    return decided ? recorded : Math.max(longest, recorded);
  }

  private StoredColumn column(int index, ByteString bytes) throws IOException {
    File2Proto.ColumnMetadata column =
        parse(File2Proto.ColumnMetadata::parseFrom, bytes, "metadata of column " + index);
    List<StoredPage> pages = new ArrayList<>(column.getPagesCount());
    for (File2Proto.ColumnMetadata.Page page : column.getPagesList()) {
      Any encoding = encoding(page.getEncoding());
      pages.add(
          new StoredPage(
              ranges(page.getBufferOffsetsList(), page.getBufferSizesList()),
              Bounds.atMost(page.getLength(), Long.MAX_VALUE, "rows of a page"),
              Bounds.atMost(page.getPriority(), Long.MAX_VALUE, "first row of a page"),
              typeName(encoding),
              encoding.getValue()));
    }
    return new StoredColumn(
        index,
        pages,
        ranges(column.getBufferOffsetsList(), column.getBufferSizesList()),
        encoding(column.getEncoding()).getValue());
  }

  private static String typeName(Any message) {
    String url = message.getTypeUrl();
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private Any encoding(File2Proto.Encoding encoding) throws IOException {
    return switch (encoding.getLocationCase()) {
      case DIRECT -> parse(Any::parseFrom, encoding.getDirect().getEncoding(), "encoding");
      case INDIRECT -> {
        File2Proto.DeferredEncoding where = encoding.getIndirect();
        ByteRange range = new ByteRange(where.getBufferLocation(), where.getBufferLength());
        Bounds.range(range.offset(), range.length(), fileLength, "encoding");
        yield parse(Any::parseFrom, bytes(range), "encoding");
      }
      case NONE, LOCATION_NOT_SET -> Any.getDefaultInstance();
    };
  }

  private List<ByteRange> ranges(List<Long> offsets, List<Long> sizes) {
    Bounds.check(
        offsets.size() == sizes.size(),
        offsets.size() + " buffer offsets but " + sizes.size() + " buffer sizes");
    List<ByteRange> ranges = new ArrayList<>(offsets.size());
    for (int i = 0; i < offsets.size(); i++) {
      Bounds.range(offsets.get(i), sizes.get(i), fileLength, "buffer");
      ranges.add(new ByteRange(offsets.get(i), sizes.get(i)));
    }
    return ranges;
  }

  private ByteString globalBuffer(ByteRange range) throws IOException {
    return range.offset() >= tailStart()
        ? slice(range.offset(), range.length(), "schema")
        : bytes(range);
  }

  private ByteString bytes(ByteRange range) throws IOException {
    int length = Bounds.toInt(range.length(), Bounds.MAX_BUFFER, "metadata");
    return ByteString.copyFrom(read(reader, range.offset(), length).asByteBuffer());
  }

  private ByteString slice(long position, long length, String what) {
    Bounds.range(position - tailStart(), length, tail.byteSize(), what);
    return ByteString.copyFrom(tail.asSlice(position - tailStart(), length).asByteBuffer());
  }

  private long tailStart() {
    return fileLength - tail.byteSize();
  }

  /// Makes the tail reach back to `start`.
  private void need(long start) throws IOException {
    if (start < tailStart()) {
      long length = fileLength - start;
      Bounds.atMost(length, Bounds.MAX_BUFFER, "size of the metadata");
      tail = read(reader, start, length);
    }
  }

  private static MemorySegment read(ObjectReader reader, long offset, long length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocateDirect((int) length);
    reader.read(offset, bytes);
    return MemorySegment.ofBuffer(bytes.clear());
  }

  private interface Parser<T> {
    T parse(ByteString bytes) throws InvalidProtocolBufferException;
  }

  private static <T> T parse(Parser<T> parser, ByteString bytes, String what) {
    try {
      return parser.parse(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new CorruptFileException(what + " is not the message it should be: " + e.getMessage());
    }
  }
}
