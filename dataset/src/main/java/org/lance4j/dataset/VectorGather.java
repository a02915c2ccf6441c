package org.lance4j.dataset;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.Field;
import org.lance4j.format.Bounds;
import org.lance4j.format.UnsupportedFeatureException;

/// Collects values from several vectors of one type into a new one, in any order, with repetitions:
/// value i of the result is value `rows[i]` of `sources[from[i]]`.
final class VectorGather {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final BufferAllocator allocator;

  private final String column;

  private VectorGather(BufferAllocator allocator, String column) {
    this.allocator = allocator;
    this.column = column;
  }

  /// @return a vector of the caller's
  /// @throws UnsupportedFeatureException when the values are more than a vector holds
  static FieldVector gather(
      Field field,
      List<? extends FieldVector> sources,
      int[] from,
      int[] rows,
      BufferAllocator allocator) {
    return new VectorGather(allocator, field.getName()).gather(field, sources, from, rows);
  }

  private FieldVector gather(
      Field field, List<? extends FieldVector> sources, int[] from, int[] rows) {
    FieldVector result = field.createVector(allocator);
    try {
      fill(result, sources, from, rows);
      return result;
    } catch (RuntimeException | Error e) {
      result.close();
      throw e;
    }
  }

  private void fill(
      FieldVector result, List<? extends FieldVector> sources, int[] from, int[] rows) {
    switch (result) {
      case NullVector nulls -> nulls.setValueCount(rows.length);
      case BitVector bits -> load(bits, sources, from, rows, List.of(bits(sources, from, rows)));
      case BaseFixedWidthVector fixed ->
          load(fixed, sources, from, rows, List.of(fixed(fixed, sources, from, rows)));
      case BaseVariableWidthVector variable ->
          load(variable, sources, from, rows, variable(sources, from, rows, 4));
      case BaseLargeVariableWidthVector variable ->
          load(variable, sources, from, rows, variable(sources, from, rows, 8));
      case StructVector struct -> struct(struct, sources, from, rows);
      case FixedSizeListVector list -> fixedSizeList(list, sources, from, rows);
      case ListVector list -> list(list, sources, from, rows, 4);
      case LargeListVector list -> list(list, sources, from, rows, 8);
      default -> throw new AssertionError("no gathering of " + result.getField());
    }
  }

  /// Hands validity and `data` over to `target`.
  private void load(
      FieldVector target,
      List<? extends FieldVector> sources,
      int[] from,
      int[] rows,
      List<ArrowBuf> data) {
    List<ArrowBuf> buffers = new ArrayList<>(data);
    long[] nulls = new long[1];
    try {
      buffers.addFirst(validity(sources, from, rows, nulls));
      target.loadFieldBuffers(new ArrowFieldNode(rows.length, nulls[0]), buffers);
    } finally {
      buffers.forEach(ArrowBuf::close);
    }
  }

  /// A buffer with what `fill` puts there.
  private ArrowBuf filled(long bytes, Consumer<ArrowBuf> fill) {
    if (bytes > Bounds.MAX_BUFFER) {
      throw tooMany(bytes + " bytes", Bounds.MAX_BUFFER);
    }
    ArrowBuf buffer = allocator.buffer(Math.max(8, bytes));
    try {
      fill.accept(buffer);
      return buffer;
    } catch (RuntimeException | Error e) {
      buffer.close();
      throw e;
    }
  }

  private UnsupportedFeatureException tooMany(String what, long most) {
    return new UnsupportedFeatureException(
        "the rows that are taken have "
            + what
            + " in column \""
            + column
            + "\", one vector holds "
            + most
            + ": take fewer rows at a time");
  }

  /// A number of items, which vectors count as an int.
  private int items(long count) {
    if (count > Integer.MAX_VALUE) {
      throw tooMany(count + " items", Integer.MAX_VALUE);
    }
    return (int) count;
  }

  private static long bytesOfBits(int count) {
    return (count + 63L) / 64 * 8;
  }

  private ArrowBuf validity(
      List<? extends FieldVector> sources, int[] from, int[] rows, long[] nulls) {
    return filled(
        bytesOfBits(rows.length),
        bits -> {
          bits.setZero(0, bits.capacity());
          for (int i = 0; i < rows.length; i++) {
            if (sources.get(from[i]).isNull(rows[i])) {
              nulls[0]++;
            } else {
              bits.setByte(i >> 3, bits.getByte(i >> 3) | (1 << (i & 7)));
            }
          }
        });
  }

  private ArrowBuf bits(List<? extends FieldVector> sources, int[] from, int[] rows) {
    return filled(
        bytesOfBits(rows.length),
        bits -> {
          bits.setZero(0, bits.capacity());
          for (int i = 0; i < rows.length; i++) {
            ArrowBuf source = sources.get(from[i]).getDataBuffer();
            int bit = source.getByte(rows[i] >> 3) >> (rows[i] & 7) & 1;
            bits.setByte(i >> 3, bits.getByte(i >> 3) | (bit << (i & 7)));
          }
        });
  }

  private ArrowBuf fixed(
      BaseFixedWidthVector type, List<? extends FieldVector> sources, int[] from, int[] rows) {
    return runs(sources, from, rows, type.getTypeWidth());
  }

  /// Values of `width` bytes each from the data buffers.
  private ArrowBuf runs(List<? extends FieldVector> sources, int[] from, int[] rows, long width) {
    long bytes = Bounds.multiply(width, rows.length, "bytes of the rows taken");
    return filled(bytes, data -> copyRuns(sources, from, rows, width, segment(data)));
  }

  private static void copyRuns(
      List<? extends FieldVector> sources,
      int[] from,
      int[] rows,
      long width,
      MemorySegment target) {
    MemorySegment[] segments = dataSegments(sources);
    if (width == 8) {
      for (int i = 0; i < rows.length; i++) {
        target.set(LONG, 8L * i, segments[from[i]].get(LONG, 8L * rows[i]));
      }
    } else if (width == 4) {
      for (int i = 0; i < rows.length; i++) {
        target.set(INT, 4L * i, segments[from[i]].get(INT, 4L * rows[i]));
      }
    } else {
      for (int i = 0; i < rows.length; i++) {
        MemorySegment.copy(segments[from[i]], width * rows[i], target, width * i, width);
      }
    }
  }

  private static MemorySegment[] dataSegments(List<? extends FieldVector> sources) {
    MemorySegment[] segments = new MemorySegment[sources.size()];
    for (int i = 0; i < segments.length; i++) {
      segments[i] = segment(sources.get(i).getDataBuffer());
    }
    return segments;
  }

  private static MemorySegment segment(ArrowBuf buffer) {
    return MemorySegment.ofBuffer(buffer.nioBuffer(0, Math.toIntExact(buffer.capacity())));
  }

  private static long offset(ArrowBuf offsets, int width, long index) {
    return width == 4 ? offsets.getInt(4 * index) : offsets.getLong(8 * index);
  }

  private void putOffset(ArrowBuf offsets, int width, long index, long value) {
    if (width == 8) {
      offsets.setLong(8 * index, value);
    } else if (value <= Integer.MAX_VALUE) {
      offsets.setInt(4 * index, (int) value);
    } else {
      throw tooMany("at least " + value + " bytes or items", Integer.MAX_VALUE);
    }
  }

  /// The offsets of the result, given those of the sources.
  private ArrowBuf offsets(List<? extends FieldVector> sources, int[] from, int[] rows, int width) {
    return filled(
        (rows.length + 1L) * width,
        offsets -> {
          long end = 0;
          putOffset(offsets, width, 0, 0);
          for (int i = 0; i < rows.length; i++) {
            FieldVector vector = sources.get(from[i]);
            if (!vector.isNull(rows[i])) {
              ArrowBuf source = vector.getOffsetBuffer();
              end += offset(source, width, rows[i] + 1L) - offset(source, width, rows[i]);
            }
            putOffset(offsets, width, i + 1L, end);
          }
        });
  }

  private List<ArrowBuf> variable(
      List<? extends FieldVector> sources, int[] from, int[] rows, int width) {
    ArrowBuf offsets = offsets(sources, from, rows, width);
    try {
      long bytes = offset(offsets, width, rows.length);
      ArrowBuf data =
          filled(bytes, target -> copyValues(sources, from, rows, offsets, segment(target), width));
      return List.of(offsets, data);
    } catch (RuntimeException | Error e) {
      offsets.close();
      throw e;
    }
  }

  private static void copyValues(
      List<? extends FieldVector> sources,
      int[] from,
      int[] rows,
      ArrowBuf offsets,
      MemorySegment target,
      int width) {
    MemorySegment[] segments = dataSegments(sources);
    for (int i = 0; i < rows.length; i++) {
      long start = offset(offsets, width, i);
      long length = offset(offsets, width, i + 1L) - start;
      if (length > 0) {
        long source = offset(sources.get(from[i]).getOffsetBuffer(), width, rows[i]);
        MemorySegment.copy(segments[from[i]], source, target, start, length);
      }
    }
  }

  private void struct(
      StructVector target, List<? extends FieldVector> sources, int[] from, int[] rows) {
    load(target, sources, from, rows, List.of());
    for (int child = 0; child < target.size(); child++) {
      int ordinal = child;
      List<FieldVector> children =
          sources.stream()
              .map(source -> (FieldVector) ((StructVector) source).getChildByOrdinal(ordinal))
              .toList();
      fill((FieldVector) target.getChildByOrdinal(child), children, from, rows);
    }
  }

  private void fixedSizeList(
      FixedSizeListVector target, List<? extends FieldVector> sources, int[] from, int[] rows) {
    int size = target.getListSize();
    int count = items((long) rows.length * size);
    load(target, sources, from, rows, List.of());
    List<FieldVector> children =
        sources.stream().map(source -> ((FixedSizeListVector) source).getDataVector()).toList();
    FieldVector items = target.getDataVector();
    boolean dense = children.stream().allMatch(child -> child.getNullCount() == 0);
    if (dense && items instanceof BaseFixedWidthVector fixed && !(items instanceof BitVector)) {
      loadAllValid(items, count, runs(children, from, rows, (long) fixed.getTypeWidth() * size));
      return;
    }
    int[] itemFrom = new int[count];
    int[] itemRows = new int[count];
    for (int i = 0; i < itemFrom.length; i++) {
      itemFrom[i] = from[i / size];
      itemRows[i] = rows[i / size] * size + i % size;
    }
    fill(items, children, itemFrom, itemRows);
  }

  private void loadAllValid(FieldVector target, int count, ArrowBuf data) {
    try (data;
        ArrowBuf valid = filled(bytesOfBits(count), bits -> bits.setOne(0, bits.capacity()))) {
      target.loadFieldBuffers(new ArrowFieldNode(count, 0), List.of(valid, data));
    }
  }

  private void list(
      FieldVector target, List<? extends FieldVector> sources, int[] from, int[] rows, int width) {
    ArrowBuf offsets = offsets(sources, from, rows, width);
    int[] itemFrom;
    int[] itemRows;
    try {
      itemFrom = new int[items(offset(offsets, width, rows.length))];
      itemRows = new int[itemFrom.length];
      numberItems(sources, from, rows, offsets, width, itemFrom, itemRows);
    } catch (RuntimeException | Error e) {
      offsets.close();
      throw e;
    }
    load(target, sources, from, rows, List.of(offsets));
    fill(target.getChildrenFromFields().get(0), children(sources), itemFrom, itemRows);
  }

  private static void numberItems(
      List<? extends FieldVector> sources,
      int[] from,
      int[] rows,
      ArrowBuf offsets,
      int width,
      int[] itemFrom,
      int[] itemRows) {
    int n = 0;
    for (int i = 0; i < rows.length; i++) {
      long length = offset(offsets, width, i + 1L) - offset(offsets, width, i);
      if (length > 0) {
        long start = offset(sources.get(from[i]).getOffsetBuffer(), width, rows[i]);
        for (long j = 0; j < length; j++) {
          itemFrom[n] = from[i];
          itemRows[n++] = Math.toIntExact(start + j);
        }
      }
    }
  }

  private static List<FieldVector> children(List<? extends FieldVector> sources) {
    return sources.stream().map(source -> source.getChildrenFromFields().get(0)).toList();
  }
}
