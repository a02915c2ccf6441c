package org.lance4j.manifest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.lance4j.io.ListDepth;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectListing;
import org.lance4j.io.ObjectReader;
import org.lance4j.io.ObjectStore;
import org.lance4j.io.ObjectWriter;
import org.lance4j.io.PutResult;
import org.lance4j.io.StorageTraits;

/// A store that says of itself that it is remote.
record RemoteStore(ObjectStore store) implements ObjectStore {
  @Override
  public StorageTraits traits() {
    return store.traits().withRemote(true);
  }

  @Override
  public ObjectReader open(Location location) throws IOException {
    return store.open(location);
  }

  @Override
  public long size(Location location) throws IOException {
    return store.size(location);
  }

  @Override
  public boolean exists(Location location) throws IOException {
    return store.exists(location);
  }

  @Override
  public ObjectListing list(Location directory, ListDepth depth, String startAfter)
      throws IOException {
    return store.list(directory, depth, startAfter);
  }

  @Override
  public List<String> directories(Location directory) throws IOException {
    return store.directories(directory);
  }

  @Override
  public ObjectWriter create(Location location) throws IOException {
    return store.create(location);
  }

  @Override
  public PutResult putIfAbsent(Location location, ByteBuffer content) throws IOException {
    return store.putIfAbsent(location, content);
  }

  @Override
  public void delete(Location location) throws IOException {
    store.delete(location);
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
