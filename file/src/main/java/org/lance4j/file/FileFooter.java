package org.lance4j.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.FileVersion;

/// The last 40 bytes of a data file of version 2.0 and later.
///
/// ```
/// u64 column_metadata_start | u64 column_table_start | u64 global_table_start
/// u32 global_buffers | u32 columns | u16 major | u16 minor | "LANC"
/// ```
///
/// Both tables hold pairs of u64 (position, length). The parts follow each other: column metadata,
/// column table, global buffer table, footer.
record FileFooter(
    long columnMetadataStart,
    long columnTableStart,
    long globalTableStart,
    int globalBuffers,
    int columns,
    FileVersion version) {
  static final int LENGTH = 40;

  /// What files of all versions end in: u16 major, u16 minor, magic.
  static final int VERSION_LENGTH = 8;

  private static final int MAGIC = 0x434e414c;
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// The version that the last eight bytes of `tail` say.
  static FileVersion version(MemorySegment tail) {
    long length = tail.byteSize();
    if (length < VERSION_LENGTH || tail.get(INT, length - 4) != MAGIC) {
      throw new CorruptFileException("no Lance file: it does not end in LANC");
    }
    return FileVersion.ofNumbers(
        Short.toUnsignedInt(tail.get(SHORT, length - 8)),
        Short.toUnsignedInt(tail.get(SHORT, length - 6)));
  }

  /// @param tail the end of the file
  static FileFooter parse(MemorySegment tail, long fileLength) {
    FileVersion version = version(tail);
    Bounds.check(tail.byteSize() >= LENGTH, "the file is shorter than a footer");
    long start = tail.byteSize() - LENGTH;
    long columnMetadata = tail.get(LONG, start);
    long columnTable = tail.get(LONG, start + 8);
    long globalTable = tail.get(LONG, start + 16);
    int globals = Bounds.toInt(tail.get(INT, start + 24), Integer.MAX_VALUE, "number of buffers");
    int columns = Bounds.toInt(tail.get(INT, start + 28), Integer.MAX_VALUE, "number of columns");
    long end = fileLength - LENGTH;
    Bounds.range(columnTable, 16L * columns, end, "column table");
    Bounds.range(globalTable, 16L * globals, end, "global buffer table");
    Bounds.atMost(columnMetadata, columnTable, "start of column metadata");
    return new FileFooter(columnMetadata, columnTable, globalTable, globals, columns, version);
  }

  /// The position in entry `index` of a table at `table` of a buffer.
  static long position(MemorySegment bytes, long table, int index) {
    return bytes.get(LONG, table + 16L * index);
  }

  static long length(MemorySegment bytes, long table, int index) {
    return bytes.get(LONG, table + 16L * index + 8);
  }
}
