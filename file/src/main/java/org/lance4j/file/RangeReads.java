package org.lance4j.file;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.format.BatchTooLargeException;
import org.lance4j.format.Bounds;
import org.lance4j.io.ObjectReader;
import org.lance4j.io.RangePlan;
import org.lance4j.io.ReadRequest;
import org.lance4j.io.ReadScheduler;

/// Fetches ranges of one file into buffers that stay until this is closed. Confined.
final class RangeReads implements AutoCloseable {
  /// Ranges are not joined beyond this.
  private static final long MAX_MERGED = 8 << 20;

  /// Ranges share a buffer up to this size of it: what keeps a part keeps the whole.
  private static final long MAX_SHARED = 256 << 10;

  private static final int ALIGNMENT = 64;
  private static final long MAX_LENGTH = Bounds.MAX_BUFFER - ALIGNMENT;

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
    int count = plan.mergedCount();
    List<Bytes> merged = new ArrayList<>(count);
    List<ReadRequest> requests = new ArrayList<>(count);
    for (int i = 0; i < count; ) {
      int length = length(plan, i);
      if (mapping.serves(length)) {
        ArrowBuf buffer = held(mapping.buffer(plan.mergedOffset(i), length, allocator));
        merged.add(new Bytes(buffer, 0, MemorySegment.ofBuffer(buffer.nioBuffer(0, length))));
        i++;
      } else {
        i = share(plan, i, merged, requests);
      }
    }
    scheduler.read(reader, requests);
    return merged;
  }

  /// Gives the range `first` a buffer, and the short ones that follow it parts of the same one: a
  /// buffer of its own costs as much as reading a few hundred bytes.
  ///
  /// @return the next range
  private int share(RangePlan plan, int first, List<Bytes> merged, List<ReadRequest> requests) {
    long total = padded(length(plan, first));
    int end = first + 1;
    while (end < plan.mergedCount()
        && total + plan.mergedLength(end) <= MAX_SHARED
        && !mapping.serves(length(plan, end))) {
      total += padded(length(plan, end++));
    }
    ArrowBuf buffer = held(allocator.buffer(total));
    ByteBuffer bytes = buffer.nioBuffer(0, Math.toIntExact(total));
    MemorySegment segment = MemorySegment.ofBuffer(bytes);
    int at = 0;
    for (int i = first; i < end; i++) {
      int length = length(plan, i);
      merged.add(new Bytes(buffer, at, segment.asSlice(at, length)));
      requests.add(new ReadRequest(plan.mergedOffset(i), bytes.slice(at, length)));
      at += padded(length);
    }
    return end;
  }

  private static int length(RangePlan plan, int range) {
    long length = plan.mergedLength(range);
    if (length > MAX_LENGTH) {
      throw new BatchTooLargeException(
          "a read of " + length + " bytes at once: smaller batches are needed");
    }
    return (int) length;
  }

  private static int padded(int length) {
    return (length + ALIGNMENT - 1) & -ALIGNMENT;
  }

  private ArrowBuf held(ArrowBuf buffer) {
    held.add(buffer);
    return buffer;
  }

  @Override
  public void close() {
    held.forEach(ArrowBuf::close);
    held.clear();
  }
}
