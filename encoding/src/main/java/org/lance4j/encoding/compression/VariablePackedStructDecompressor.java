package org.lance4j.encoding.compression;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.lance4j.format.Bounds;

/// [CompressiveEncoding.VariablePackedStruct]: rows in which each field is its plain value, or its
/// length and its bytes. A row without bytes is a null struct: zeros and empty values.
record VariablePackedStructDecompressor(List<Part> fields) implements VariablePerValueDecompressor {
  /// A field of the row.
  sealed interface Part {
    record Fixed(int bytes, FixedPerValueDecompressor values) implements Part {}

    record Variable(int lengthBytes, VariablePerValueDecompressor values) implements Part {}
  }

  @Override
  public DataBlock decompress(DataBlock.VariableWidth zipped, Scratch scratch) {
    long count = zipped.count();
    MemorySegment[] bytes = new MemorySegment[fields.size()];
    MemorySegment[] offsets = new MemorySegment[fields.size()];
    long[] totals = totals(zipped);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = scratch.allocate(totals[i]);
      if (fields.get(i) instanceof Part.Variable) {
        offsets[i] = scratch.allocate(Bounds.multiply(count + 1, 8, "size of offsets"));
        offsets[i].set(LittleEndian.LONG, 0, 0);
      } else {
        offsets[i] = MemorySegment.NULL;
      }
    }
    long[] ends = new long[bytes.length];
    for (long row = 0; row < count; row++) {
      split(zipped, row, bytes, offsets, ends);
    }
    return struct(count, bytes, offsets, scratch);
  }

  private DataBlock struct(
      long count, MemorySegment[] bytes, MemorySegment[] offsets, Scratch scratch) {
    List<DataBlock> blocks = new ArrayList<>(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      blocks.add(
          switch (fields.get(i)) {
            case Part.Fixed fixed -> fixed.values.decompress(bytes[i], count, scratch);
            case Part.Variable variable ->
                variable.values.decompress(
                    new DataBlock.VariableWidth(64, count, offsets[i], bytes[i]), scratch);
          });
    }
    return new DataBlock.Struct(count, List.copyOf(blocks));
  }

  private static long offset(DataBlock.VariableWidth rows, long row) {
    return LittleEndian.unsigned(rows.offsets(), rows.offsetBits(), row);
  }

  /// Walks over all rows, which finds what is wrong with them.
  ///
  /// @return how many bytes the values of each field take
  private long[] totals(DataBlock.VariableWidth rows) {
    long[] totals = new long[fields.size()];
    for (long row = 0; row < rows.count(); row++) {
      long at = offset(rows, row);
      long end = offset(rows, row + 1);
      Bounds.range(at, end - at, rows.bytes().byteSize(), "packed row");
      boolean empty = at == end;
      for (int i = 0; i < totals.length; i++) {
        Part part = fields.get(i);
        long length = empty ? emptyLength(part) : length(rows.bytes(), part, at, end);
        totals[i] = Bounds.add(totals[i], length, "size of a packed field");
        at += empty ? 0 : header(part) + length;
      }
      Bounds.check(at == end, "packed row is longer than its fields");
    }
    return totals;
  }

  private static int header(Part part) {
    return part instanceof Part.Variable variable ? variable.lengthBytes : 0;
  }

  private static long emptyLength(Part part) {
    return part instanceof Part.Fixed fixed ? fixed.bytes : 0;
  }

  /// Bytes of the value that begins at `at`, in a row that ends at `end`.
  private static long length(MemorySegment bytes, Part part, long at, long end) {
    return switch (part) {
      case Part.Fixed fixed -> {
        Bounds.range(at, fixed.bytes, end, "value in a packed row");
        yield fixed.bytes;
      }
      case Part.Variable variable -> {
        Bounds.range(at, variable.lengthBytes, end, "length in a packed row");
        long length =
            variable.lengthBytes == 4
                ? Integer.toUnsignedLong(bytes.get(LittleEndian.INT, at))
                : bytes.get(LittleEndian.LONG, at);
        Bounds.range(at + variable.lengthBytes, length, end, "value in a packed row");
        yield length;
      }
    };
  }

  private void split(
      DataBlock.VariableWidth rows,
      long row,
      MemorySegment[] bytes,
      MemorySegment[] offsets,
      long[] ends) {
    long at = offset(rows, row);
    long end = offset(rows, row + 1);
    boolean empty = at == end;
    for (int i = 0; i < ends.length; i++) {
      Part part = fields.get(i);
      long length = empty ? emptyLength(part) : length(rows.bytes(), part, at, end);
      if (empty) {
        bytes[i].asSlice(ends[i], length).fill((byte) 0);
      } else {
        MemorySegment.copy(rows.bytes(), at + header(part), bytes[i], ends[i], length);
        at += header(part) + length;
      }
      ends[i] += length;
      if (part instanceof Part.Variable) {
        offsets[i].set(LittleEndian.LONG, (row + 1) << 3, ends[i]);
      }
    }
  }
}
