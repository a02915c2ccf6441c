package org.lance4j.encoding.structural;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.LeafBuilder;
import org.lance4j.format.Bounds;
import org.lance4j.format.UnsupportedFeatureException;

/// Reads blobs: descriptions by the rounds of their page, then, if they are wanted, the bytes.
/// Confined.
final class BlobRead implements PageRead {
  private static final int LEVEL_MASK = 0xffff;
  private static final int LEVEL_BITS = 16;

  private final LayerLevels levels;
  private final PageRead inner;
  private final int count;
  private final boolean payloads;
  private final ReadMemory memory;

  private long[] positions = {};
  private long[] sizes = {};
  private short[] definition = {};
  private boolean described;
  private Bytes @Nullable [] bytes;

  BlobRead(LayerLevels levels, PageRead inner, int count, boolean payloads, ReadMemory memory) {
    this.levels = levels;
    this.inner = inner;
    this.count = count;
    this.payloads = payloads;
    this.memory = memory;
  }

  @Override
  public void pending(List<ByteRange> ranges) {
    if (!described) {
      int before = ranges.size();
      inner.pending(ranges);
      if (ranges.size() > before) {
        return;
      }
      describe();
    }
    if (payloads && bytes == null) {
      for (int i = 0; i < count; i++) {
        if (sizes[i] > 0) {
          ranges.add(new ByteRange(positions[i], sizes[i]));
        }
      }
    }
  }

  @Override
  public void supply(List<Bytes> supplied, int first) {
    if (!described) {
      inner.supply(supplied, first);
      return;
    }
    Bytes[] payload = new Bytes[count];
    int at = first;
    for (int i = 0; i < count; i++) {
      if (sizes[i] > 0) {
        payload[i] = supplied.get(at++);
      }
    }
    bytes = payload;
  }

  private void describe() {
    LeafBuilder builder = LeafBuilder.of(BlobPage.descriptions(), memory.allocator(), count);
    try (LeafSink sink =
        new LeafSink(BlobPage.descriptionPath(), builder, memory.allocator(), count)) {
      inner.decode(sink);
      Bounds.check(builder.count() == count, "fewer blobs than rows");
      try (FieldVector descriptions = builder.finish(null, 0)) {
        take((StructVector) descriptions);
      }
    }
    described = true;
  }

  private void take(StructVector descriptions) {
    UInt8Vector position = (UInt8Vector) descriptions.getChildByOrdinal(0);
    UInt8Vector size = (UInt8Vector) descriptions.getChildByOrdinal(1);
    positions = new long[count];
    sizes = new long[count];
    definition = new short[count];
    for (int i = 0; i < count; i++) {
      long p = position.get(i);
      long s = size.get(i);
      if (s == 0) {
        Bounds.check(p >>> LEVEL_BITS <= levels.maxDefinition(), "levels of a null blob");
        Bounds.check((p & LEVEL_MASK) == 0, "blobs in lists");
        definition[i] = (short) (p >>> LEVEL_BITS);
      } else {
        Bounds.atMost(s, Long.MAX_VALUE, "size of a blob");
        Bounds.atMost(p, Long.MAX_VALUE - s, "position of a blob");
        if (payloads && s > Bounds.MAX_BUFFER) {
          throw new UnsupportedFeatureException(
              "a blob of " + s + " bytes as a value: it can be read by ranges");
        }
        positions[i] = p;
        sizes[i] = s;
      }
    }
  }

  @Override
  public void decode(LeafSink sink) {
    if (payloads) {
      appendPayloads(sink.values());
    } else {
      appendDescriptions(sink.values());
    }
    if (levels.maxDefinition() == 0) {
      sink.appendPlain(count);
    } else {
      sink.append(levels, new LevelRun(null, definition), 0, count);
    }
  }

  private void appendPayloads(LeafBuilder values) {
    memory.scratch().reset();
    MemorySegment offsets = memory.scratch().allocate(2 * Long.BYTES);
    offsets.set(LittleEndian.LONG, 0, 0);
    for (int i = 0; i < count; i++) {
      Bytes payload = bytes == null ? null : bytes[i];
      if (payload == null) {
        values.appendNulls(1);
      } else {
        offsets.set(LittleEndian.LONG, Long.BYTES, payload.length());
        values.append(new DataBlock.VariableWidth(Long.SIZE, 1, offsets, payload.segment()), 0, 1);
      }
    }
  }

  private void appendDescriptions(LeafBuilder values) {
    memory.scratch().reset();
    List<DataBlock> fields = new ArrayList<>(2);
    for (long[] numbers : new long[][] {positions, sizes}) {
      MemorySegment copy = memory.scratch().allocate((long) count * Long.BYTES);
      MemorySegment.copy(numbers, 0, copy, LittleEndian.LONG, 0, count);
      fields.add(new DataBlock.FixedWidth(Long.SIZE, count, copy));
    }
    values.append(new DataBlock.Struct(count, fields), 0, count);
  }
}
