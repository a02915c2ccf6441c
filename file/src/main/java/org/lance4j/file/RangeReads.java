package org.lance4j.file;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.format.Bounds;
import org.lance4j.io.ObjectReader;
import org.lance4j.io.RangePlan;
import org.lance4j.io.ReadRequest;
import org.lance4j.io.ReadScheduler;

/// Fetches ranges of one file into buffers that stay until this is closed. Confined.
final class RangeReads implements AutoCloseable {
  /// Ranges are not joined beyond this.
  private static final long MAX_MERGED = 8 << 20;

  private final ObjectReader reader;
  private final ReadScheduler scheduler;
  private final MappedFile mapping;
  private final BufferAllocator allocator;
  private final List<ArrowBuf> held = new ArrayList<>();

  RangeReads(
      ObjectReader reader, ReadScheduler scheduler, MappedFile mapping, BufferAllocator allocator) {
    this.reader = reader;
    this.scheduler = scheduler;
    this.mapping = mapping;
    this.allocator = allocator;
  }

  /// The bytes of each range, in the order given.
  List<Bytes> read(List<ByteRange> ranges) throws IOException {
    int count = ranges.size();
    long[] offsets = new long[count];
    long[] lengths = new long[count];
    for (int i = 0; i < count; i++) {
      offsets[i] = ranges.get(i).offset();
      lengths[i] = ranges.get(i).length();
      Bounds.range(offsets[i], lengths[i], reader.size(), "bytes to read");
    }
    RangePlan plan = RangePlan.of(offsets, lengths, reader.traits(), MAX_MERGED);
    List<Bytes> merged = fetch(plan);
    List<Bytes> bytes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Bytes whole = merged.get(plan.mergedIndex(i));
      long start = plan.offsetInMerged(i);
      bytes.add(
          start == 0 && lengths[i] == whole.length()
              ? whole
              : new Bytes(
                  whole.buffer(),
                  whole.start() + start,
                  whole.segment().asSlice(start, lengths[i])));
    }
    return bytes;
  }

  private List<Bytes> fetch(RangePlan plan) throws IOException {
    List<Bytes> merged = new ArrayList<>(plan.mergedCount());
    List<ReadRequest> requests = new ArrayList<>(plan.mergedCount());
    for (int i = 0; i < plan.mergedCount(); i++) {
      int length = Bounds.toInt(plan.mergedLength(i), Bounds.MAX_BUFFER, "size of a read");
      if (mapping.serves(length)) {
        ArrowBuf buffer = mapping.buffer(plan.mergedOffset(i), length, allocator);
        held.add(buffer);
        merged.add(bytes(buffer, length));
        continue;
      }
      ArrowBuf buffer = allocator.buffer(length);
      held.add(buffer);
      merged.add(bytes(buffer, length));
      requests.add(new ReadRequest(plan.mergedOffset(i), buffer.nioBuffer(0, length)));
    }
    scheduler.read(reader, requests);
    return merged;
  }

  private static Bytes bytes(ArrowBuf buffer, int length) {
    return new Bytes(buffer, 0, MemorySegment.ofBuffer(buffer.nioBuffer(0, length)));
  }

  @Override
  public void close() {
    held.forEach(ArrowBuf::close);
    held.clear();
  }
}
