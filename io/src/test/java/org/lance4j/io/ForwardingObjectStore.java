package org.lance4j.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;

/// Passes everything on to another store and asks [#before] first: the base of the stores that
/// misbehave.
public class ForwardingObjectStore implements ObjectStore {
  private final ObjectStore store;

  protected ForwardingObjectStore(ObjectStore store) {
    this.store = store;
  }

  /// Called before each request reaches the store.
  protected void before(Location location) throws IOException {}

  /// What is handed out for a reader of the store.
  protected ObjectReader wrap(ObjectReader reader) {
    return new ForwardingReader(reader);
  }

  @Override
  public StorageTraits traits() {
    return store.traits();
  }

  @Override
  public ObjectReader open(Location location) throws IOException {
    before(location);
    return wrap(store.open(location));
  }

  @Override
  public ObjectReader open(Location location, long knownSize) throws IOException {
    before(location);
    return wrap(store.open(location, knownSize));
  }

  @Override
  public long size(Location location) throws IOException {
    before(location);
    return store.size(location);
  }

  @Override
  public boolean exists(Location location) throws IOException {
    before(location);
    return store.exists(location);
  }

  @Override
  public ObjectListing list(Location directory, ListDepth depth, String startAfter)
      throws IOException {
    before(directory);
    return store.list(directory, depth, startAfter);
  }

  @Override
  public List<String> names(Location directory) throws IOException {
    before(directory);
    return store.names(directory);
  }

  @Override
  public List<String> directories(Location directory) throws IOException {
    before(directory);
    return store.directories(directory);
  }

  @Override
  public ObjectWriter create(Location location) throws IOException {
    before(location);
    return new ForwardingWriter(store.create(location));
  }

  @Override
  public PutResult putIfAbsent(Location location, ByteBuffer content) throws IOException {
    before(location);
    return store.putIfAbsent(location, content);
  }

  @Override
  public PutResult renameIfAbsent(Location from, Location to) throws IOException {
    before(from);
    return store.renameIfAbsent(from, to);
  }

  @Override
  public void delete(Location location) throws IOException {
    before(location);
    store.delete(location);
  }

  @Override
  public void close() throws IOException {
    store.close();
  }

  /// Passes everything on to another reader.
  protected class ForwardingReader implements ObjectReader {
    private final ObjectReader reader;

    protected ForwardingReader(ObjectReader reader) {
      this.reader = reader;
    }

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
      return ForwardingObjectStore.this.traits();
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
      before(location());
      reader.read(offset, target);
    }

    @Override
    public MemorySegment map(long offset, long length, Arena arena) throws IOException {
      before(location());
      return reader.map(offset, length, arena);
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }

  private final class ForwardingWriter implements ObjectWriter {
    private final ObjectWriter writer;

    ForwardingWriter(ObjectWriter writer) {
      this.writer = writer;
    }

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
      before(location());
      writer.write(source);
    }

    @Override
    public void commit() throws IOException {
      before(location());
      writer.commit();
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }
}
