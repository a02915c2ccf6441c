package org.lance4j.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;

/// Passes everything on and counts it: one for each open dataset, and what tests of request numbers
/// ask. A mapping counts as one read of its length.
public final class CountingObjectStore implements ObjectStore {
  private final ObjectStore store;
  private final IoCounters counters;

  public CountingObjectStore(ObjectStore store, IoCounters counters) {
    this.store = store;
    this.counters = counters;
  }

  @Override
  public StorageTraits traits() {
    return store.traits();
  }

  @Override
  public ObjectReader open(Location location) throws IOException {
    counters.lookup();
    return new Reader(store.open(location), counters);
  }

  @Override
  public ObjectReader open(Location location, long knownSize) throws IOException {
    counters.lookup();
    return new Reader(store.open(location, knownSize), counters);
  }

  @Override
  public long size(Location location) throws IOException {
    counters.lookup();
    return store.size(location);
  }

  @Override
  public boolean exists(Location location) throws IOException {
    counters.lookup();
    return store.exists(location);
  }

  @Override
  public byte[] readAll(Location location, int limitBytes) throws IOException {
    byte[] content = store.readAll(location, limitBytes);
    counters.read(content.length);
    return content;
  }

  @Override
  public ObjectListing list(Location directory, ListDepth depth, String startAfter)
      throws IOException {
    counters.listing();
    return store.list(directory, depth, startAfter);
  }

  @Override
  public List<String> names(Location directory) throws IOException {
    counters.listing();
    return store.names(directory);
  }

  @Override
  public List<String> directories(Location directory) throws IOException {
    counters.listing();
    return store.directories(directory);
  }

  @Override
  public ObjectWriter create(Location location) throws IOException {
    return new Writer(store.create(location), counters);
  }

  @Override
  public PutResult putIfAbsent(Location location, ByteBuffer content) throws IOException {
    counters.write(content.remaining());
    return store.putIfAbsent(location, content);
  }

  @Override
  public PutResult renameIfAbsent(Location from, Location to) throws IOException {
    counters.delete();
    return store.renameIfAbsent(from, to);
  }

  @Override
  public void delete(Location location) throws IOException {
    counters.delete();
    store.delete(location);
  }

  @Override
  public void close() throws IOException {
    store.close();
  }

  private record Reader(ObjectReader reader, IoCounters counters) implements ObjectReader {
    @Override
    public Location location() {
      return reader.location();
    }

    @Override
    public long size() {
      return reader.size();
    }

    @Override
    public StorageTraits traits() {
      return reader.traits();
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
      counters.read(target.remaining());
      reader.read(offset, target);
    }

    @Override
    public MemorySegment map(long offset, long length, Arena arena) throws IOException {
      counters.read(length);
      return reader.map(offset, length, arena);
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }

  private record Writer(ObjectWriter writer, IoCounters counters) implements ObjectWriter {
    @Override
    public Location location() {
      return writer.location();
    }

    @Override
    public long position() {
      return writer.position();
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
      counters.write(source.remaining());
      writer.write(source);
    }

    @Override
    public void commit() throws IOException {
      writer.commit();
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }
}
