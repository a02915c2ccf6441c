package org.lance4j.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Objects in the heap, for tests and throw-away tables: `memory://name/path`. They last as long as
/// this object; an object ends at 2 GiB. Options: none.
public final class MemoryObjectStore implements ObjectStore {
  private static final StorageTraits TRAITS =
      new StorageTraits(false, StorageTraits.LOCAL_BLOCK_BYTES, false, true);
  private static final int MAX_OBJECT_BYTES = Integer.MAX_VALUE - 8;

  private record Content(byte[] bytes, Instant modified) {}

  private final ConcurrentNavigableMap<String, Content> objects =
      new ConcurrentSkipListMap<>(NameOrder.UTF8);

  private MemoryObjectStore() {}

  public static MemoryObjectStore create() {
    return new MemoryObjectStore();
  }

  @Override
  public StorageTraits traits() {
    return TRAITS;
  }

  @Override
  public ObjectReader open(Location location) throws IOException {
    return new Reader(location, content(location).bytes);
  }

  @Override
  public long size(Location location) throws IOException {
    return content(location).bytes.length;
  }

  @Override
  public boolean exists(Location location) {
    return objects.containsKey(key(location));
  }

  private Content content(Location location) throws NoSuchFileException {
    Content content = objects.get(key(location));
    if (content == null) {
      throw new NoSuchFileException(location.toString());
    }
    return content;
  }

  private static String key(Location location) {
    if (!location.scheme().equals("memory")) {
      throw new IllegalArgumentException("Not a location in memory: " + location);
    }
    return location.authority() + location.path();
  }

  @Override
  public ObjectListing list(Location directory, ListDepth depth, String startAfter) {
    String prefix = prefix(directory);
    List<ObjectEntry> entries = new ArrayList<>();
    for (Map.Entry<String, Content> object :
        objects.tailMap(prefix + startAfter, false).entrySet()) {
      if (!object.getKey().startsWith(prefix)) {
        break;
      }
      String name = object.getKey().substring(prefix.length());
      if (depth == ListDepth.RECURSIVE || name.indexOf('/') < 0) {
        Content content = object.getValue();
        entries.add(new ObjectEntry(name, content.bytes.length, content.modified));
      }
    }
    return ObjectListing.of(entries);
  }

  @Override
  public List<String> directories(Location directory) {
    String prefix = prefix(directory);
    List<String> names = new ArrayList<>();
    String key = objects.higherKey(prefix);
    while (key != null && key.startsWith(prefix)) {
      int slash = key.indexOf('/', prefix.length());
      if (slash < 0) {
        key = objects.higherKey(key);
      } else {
        names.add(key.substring(prefix.length(), slash));
        key = objects.higherKey(key.substring(0, slash) + (char) ('/' + 1));
      }
    }
    names.sort(NameOrder.UTF8);
    return names;
  }

  private static String prefix(Location directory) {
    String key = key(directory);
    return key.endsWith("/") ? key : key + "/";
  }

  @Override
  public ObjectWriter create(Location location) {
    return new Writer(location, key(location));
  }

  @Override
  public PutResult putIfAbsent(Location location, ByteBuffer content) {
    byte[] bytes = new byte[content.remaining()];
    content.duplicate().get(bytes);
    return putIfAbsent(location, new Content(bytes, Instant.now()));
  }

  private PutResult putIfAbsent(Location location, Content content) {
    return objects.putIfAbsent(key(location), content) == null
        ? PutResult.CREATED
        : PutResult.ALREADY_THERE;
  }

  @Override
  public PutResult renameIfAbsent(Location from, Location to) throws IOException {
    Content content = content(from);
    PutResult result = putIfAbsent(to, content);
    if (result == PutResult.CREATED) {
      objects.remove(key(from), content);
    }
    return result;
  }

  @Override
  public void delete(Location location) {
    objects.remove(key(location));
  }

  @Override
  public void close() {}

  private static final class Reader implements ObjectReader {
    private final Location location;
    private final byte[] bytes;
    private volatile boolean closed;

    Reader(Location location, byte[] bytes) {
      this.location = location;
      this.bytes = bytes;
    }

    @Override
    public Location location() {
      return location;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public StorageTraits traits() {
      return TRAITS;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
      if (closed) {
        throw new IllegalStateException("The reader is closed: " + location);
      }
      ObjectReader.checkRead(this, offset, target.remaining());
      target.put(bytes, (int) offset, target.remaining());
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final class Writer implements ObjectWriter {
    private final Location location;
    private final String key;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private boolean closed;

    Writer(Location location, String key) {
      this.location = location;
      this.key = key;
    }

    @Override
    public Location location() {
      return location;
    }

    @Override
    public long position() {
      return written.size();
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
      checkOpen();
      if (source.remaining() > MAX_OBJECT_BYTES - written.size()) {
        throw new IOException(location + ": an object in memory ends at 2 GiB");
      }
      byte[] piece = new byte[source.remaining()];
      source.get(piece);
      written.writeBytes(piece);
    }

    @Override
    public void commit() {
      checkOpen();
      closed = true;
      objects.put(key, new Content(written.toByteArray(), Instant.now()));
    }

    private void checkOpen() {
      if (closed) {
        throw new IllegalStateException("The writer is closed: " + location);
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
