package org.lance4j.manifest;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.lance4j.format.proto.TableProto;
import org.lance4j.io.CountingObjectStore;
import org.lance4j.io.IoCounters;
import org.lance4j.io.Location;
import org.lance4j.io.MemoryObjectStore;
import org.lance4j.io.ObjectStore;
import org.lance4j.io.ObjectStoreProvider;
import org.lance4j.io.ObjectStores;
import org.lance4j.io.StorageOptions;

/// Manifest files as the format says that they look, and stores in memory to put them in.
final class ManifestBytes {
  private ManifestBytes() {}

  /// A section: length and message.
  static ByteString section(MessageLite message) {
    return number(message.getSerializedSize()).concat(message.toByteString());
  }

  /// The file: what lies before the manifest, the manifest, the trailer.
  static byte[] file(ByteString before, TableProto.Manifest manifest) {
    ByteBuffer trailer = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    trailer.putLong(before.size()).putShort((short) 0).putShort((short) 2);
    trailer.put(new byte[] {'L', 'A', 'N', 'C'});
    return before
        .concat(section(manifest))
        .concat(ByteString.copyFrom(trailer.flip()))
        .toByteArray();
  }

  private static ByteString number(int number) {
    ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number);
    return ByteString.copyFrom(bytes.flip());
  }

  /// A store in memory that takes itself for a remote one, or not, and counts.
  static ObjectStores memory(IoCounters counters, boolean remote) {
    MemoryObjectStore store = MemoryObjectStore.create();
    ObjectStoreProvider provider =
        new ObjectStoreProvider() {
          @Override
          public java.util.Set<String> schemes() {
            return java.util.Set.of("memory");
          }

          @Override
          public ObjectStore open(Location location, StorageOptions options) {
            return store;
          }
        };
    return ObjectStores.wrapped(
        List.of(provider),
        opened -> new CountingObjectStore(remote ? new RemoteStore(opened) : opened, counters));
  }

  static void put(TableStorage storage, Location location, byte[] bytes) {
    try {
      storage.storeOf(location).delete(location);
      storage.storeOf(location).putIfAbsent(location, ByteBuffer.wrap(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
