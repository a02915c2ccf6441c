package org.lance4j.dataset;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
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

/// Collects values from several vectors of one type into a new one, in any order, with repetitions:
/// value i of the result is value `rows[i]` of `sources[from[i]]`.
final class VectorGather {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final BufferAllocator allocator;

  private VectorGather(BufferAllocator allocator) {
    this.allocator = allocator;
  }

  /// @return a vector of the caller's
  static FieldVector gather(
      Field field,
      List<? extends FieldVector> sources,
      int[] from,
      int[] rows,
      BufferAllocator allocator) {
    return new VectorGather(allocator).gather(field, sources, from, rows);
  }

  private FieldVector gather(
      Field field, List<? extends FieldVector> sources, int[] from, int[] rows) {
    FieldVector result = field.createVector(allocator);
    try {
      fill(result, sources, from, rows);
      return result;
    } catch (RuntimeException e) {
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

  private ArrowBuf validity(
      List<? extends FieldVector> sources, int[] from, int[] rows, long[] nulls) {
    ArrowBuf bits = allocator.buffer(Math.max(8, (rows.length + 63) / 64 * 8L));
    bits.setZero(0, bits.capacity());
    for (int i = 0; i < rows.length; i++) {
      if (sources.get(from[i]).isNull(rows[i])) {
        nulls[0]++;
      } else {
        bits.setByte(i >> 3, bits.getByte(i >> 3) | (1 << (i & 7)));
      }
    }
    return bits;
  }

  private ArrowBuf bits(List<? extends FieldVector> sources, int[] from, int[] rows) {
    ArrowBuf bits = allocator.buffer(Math.max(8, (rows.length + 63) / 64 * 8L));
    bits.setZero(0, bits.capacity());
    for (int i = 0; i < rows.length; i++) {
      ArrowBuf source = sources.get(from[i]).getDataBuffer();
      int bit = source.getByte(rows[i] >> 3) >> (rows[i] & 7) & 1;
      bits.setByte(i >> 3, bits.getByte(i >> 3) | (bit << (i & 7)));
    }
    return bits;
  }

  private ArrowBuf fixed(
      BaseFixedWidthVector type, List<? extends FieldVector> sources, int[] from, int[] rows) {
    return runs(sources, from, rows, type.getTypeWidth());
  }

  /// Values of `width` bytes each from the data buffers.
  private ArrowBuf runs(List<? extends FieldVector> sources, int[] from, int[] rows, long width) {
    ArrowBuf data = allocator.buffer(Math.max(8, width * rows.length));
    MemorySegment target = segment(data);
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
    return data;
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

  private static void putOffset(ArrowBuf offsets, int width, long index, long value) {
    if (width == 4) {
      offsets.setInt(4 * index, Math.toIntExact(value));
    } else {
      offsets.setLong(8 * index, value);
    }
  }

  /// The offsets of the result, given those of the sources.
  private ArrowBuf offsets(List<? extends FieldVector> sources, int[] from, int[] rows, int width) {
    ArrowBuf offsets = allocator.buffer((rows.length + 1L) * width);
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
    return offsets;
  }

  private List<ArrowBuf> variable(
      List<? extends FieldVector> sources, int[] from, int[] rows, int width) {
    ArrowBuf offsets = offsets(sources, from, rows, width);
    ArrowBuf data = allocator.buffer(Math.max(8, offset(offsets, width, rows.length)));
    MemorySegment target = segment(data);
    MemorySegment[] segments = dataSegments(sources);
    for (int i = 0; i < rows.length; i++) {
      long start = offset(offsets, width, i);
      long length = offset(offsets, width, i + 1L) - start;
      if (length > 0) {
        long source = offset(sources.get(from[i]).getOffsetBuffer(), width, rows[i]);
        MemorySegment.copy(segments[from[i]], source, target, start, length);
      }
    }
    return List.of(offsets, data);
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
    load(target, sources, from, rows, List.of());
    List<FieldVector> children =
        sources.stream().map(source -> ((FixedSizeListVector) source).getDataVector()).toList();
    FieldVector items = target.getDataVector();
    boolean dense = children.stream().allMatch(child -> child.getNullCount() == 0);
    if (dense && items instanceof BaseFixedWidthVector fixed && !(items instanceof BitVector)) {
      ArrowBuf data = runs(children, from, rows, (long) fixed.getTypeWidth() * size);
      loadAllValid(items, Math.multiplyExact(rows.length, size), data);
      return;
    }
    int[] itemFrom = new int[Math.multiplyExact(rows.length, size)];
    int[] itemRows = new int[itemFrom.length];
    for (int i = 0; i < itemFrom.length; i++) {
      itemFrom[i] = from[i / size];
      itemRows[i] = rows[i / size] * size + i % size;
    }
    fill(items, children, itemFrom, itemRows);
  }

  private void loadAllValid(FieldVector target, int count, ArrowBuf data) {
    try (data;
        ArrowBuf valid = allocator.buffer(Math.max(8, (count + 63) / 64 * 8L))) {
      valid.setOne(0, valid.capacity());
      target.loadFieldBuffers(new ArrowFieldNode(count, 0), List.of(valid, data));
    }
  }

  private void list(
      FieldVector target, List<? extends FieldVector> sources, int[] from, int[] rows, int width) {
    ArrowBuf offsets = offsets(sources, from, rows, width);
    int items = Math.toIntExact(offset(offsets, width, rows.length));
    int[] itemFrom = new int[items];
    int[] itemRows = new int[items];
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
    load(target, sources, from, rows, List.of(offsets));
    fill(target.getChildrenFromFields().get(0), children(sources), itemFrom, itemRows);
  }

  private static List<FieldVector> children(List<? extends FieldVector> sources) {
    return sources.stream().map(source -> source.getChildrenFromFields().get(0)).toList();
  }
}
