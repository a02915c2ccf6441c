package org.lance4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalObjectStoreTest extends ObjectStoreContract {
  private final LocalObjectStore store = LocalObjectStore.create();
  @TempDir Path temporary;

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Override
  protected Location directory() {
    return Location.of(temporary);
  }

  private Location write(String name, byte[] content) throws IOException {
    Files.write(temporary.resolve(name), content);
    return directory().resolve(name);
  }

  @Test
  void leavesOutWhatOtherWritersStage() throws IOException {
    write("1.manifest", new byte[1]);
    write("2.manifest#17", new byte[1]);
    write("3.manifest#x", new byte[1]);
    assertEquals(List.of("1.manifest", "3.manifest#x"), store.names(directory()));
    assertEquals(2, store.list(directory(), ListDepth.FLAT, "").toList().size());
    assertThrows(IOException.class, () -> store.create(directory().resolve("x#1")));
  }

  @Test
  void leavesNoFilesBehind() throws IOException {
    Location target = directory().resolve("x");
    store.putIfAbsent(target, ByteBuffer.allocate(10));
    store.putIfAbsent(target, ByteBuffer.allocate(10));
    try (ObjectWriter writer = store.create(target)) {
      writer.write(ByteBuffer.allocate(10));
    }
    try (Stream<Path> files = Files.list(temporary)) {
      assertEquals(List.of(temporary.resolve("x")), files.toList());
    }
  }

  @Test
  void readsMoreFilesThanItMayOpen() throws IOException {
    LocalObjectStore small =
        LocalObjectStore.create(StorageOptions.of(Map.of("local.max-open-files", "4")));
    List<ObjectReader> readers = new ArrayList<>();
    long before = openFiles();
    for (int i = 0; i < 50; i++) {
      readers.add(small.open(write("f" + i, new byte[] {(byte) i})));
    }
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < readers.size(); i++) {
        ByteBuffer target = ByteBuffer.allocate(1);
        readers.get(i).read(0, target);
        assertEquals(i, target.get(0));
      }
    }
    assertTrue(openFiles() - before <= 10, "50 files stayed open");
    for (ObjectReader reader : readers) {
      reader.close();
    }
    assertTrue(openFiles() - before <= 4);
  }

  /// Linux only; elsewhere always 0.
  private static long openFiles() throws IOException {
    Path handles = Path.of("/proc/self/fd");
    if (!Files.isDirectory(handles)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(handles)) {
      return open.count();
    }
  }

  @Test
  void noticesThatAReleasedFileWasReplaced() throws IOException {
    LocalObjectStore small =
        LocalObjectStore.create(StorageOptions.of(Map.of("local.max-open-files", "1")));
    Location location = write("a", new byte[10]);
    try (ObjectReader reader = small.open(location);
        ObjectReader other = small.open(write("b", new byte[10]))) {
      other.read(0, ByteBuffer.allocate(1));
      write("c", new byte[10]);
      Files.move(
          temporary.resolve("c"), temporary.resolve("a"), StandardCopyOption.REPLACE_EXISTING);
      IOException e = assertThrows(IOException.class, () -> reader.read(0, ByteBuffer.allocate(1)));
      assertTrue(e.toString().contains("replaced"), e.getMessage());
    }
  }

  @Test
  void noticesThatAFileWasCutShort() throws IOException {
    Location location = write("a", new byte[10_000]);
    try (ObjectReader reader = store.open(location)) {
      try (FileChannel channel =
          FileChannel.open(temporary.resolve("a"), StandardOpenOption.WRITE)) {
        channel.truncate(5000);
      }
      EOFException e =
          assertThrows(EOFException.class, () -> reader.read(4000, ByteBuffer.allocate(2000)));
      assertTrue(e.toString().contains(location.toString()), e.getMessage());
    }
  }

  @Test
  void followsLinksButNotInCircles() throws IOException {
    Files.createDirectories(temporary.resolve("real/sub"));
    write("real/sub/x", new byte[3]);
    Files.createSymbolicLink(temporary.resolve("link"), temporary.resolve("real"));
    Files.createSymbolicLink(temporary.resolve("broken"), temporary.resolve("nowhere"));
    Location linked = directory().resolve("link/sub/x");
    assertEquals(3, store.size(linked));
    assertEquals(
        List.of("link/sub/x", "real/sub/x"),
        store.list(directory(), ListDepth.RECURSIVE, "").toList().stream()
            .map(ObjectEntry::name)
            .toList());
    Files.createSymbolicLink(temporary.resolve("real/sub/up"), temporary.resolve("real"));
    assertThrows(
        FileSystemLoopException.class,
        () -> store.list(directory(), ListDepth.RECURSIVE, "").toList());
  }

  @Test
  void doesNotOpenWhatIsNoFile() {
    Location device = Location.of("/dev/null");
    assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    assertThrows(NoSuchFileException.class, () -> store.open(device));
  }

  @Test
  void syncsWhenAsked() throws IOException {
    LocalObjectStore durable =
        LocalObjectStore.create(StorageOptions.of(Map.of("local.sync", "true")));
    Location target = directory().resolve("d/x");
    assertEquals(PutResult.CREATED, durable.putIfAbsent(target, ByteBuffer.wrap(new byte[] {7})));
    try (ObjectWriter writer = durable.create(directory().resolve("d/y"))) {
      writer.write(ByteBuffer.wrap(new byte[] {8}));
      writer.commit();
    }
    assertArrayEquals(new byte[] {7}, durable.readAll(target, 10));
    assertArrayEquals(new byte[] {8}, durable.readAll(directory().resolve("d/y"), 10));
  }

  @Test
  void refusesOptionsThatMakeNoSense() {
    for (Map<String, String> options :
        List.of(
            Map.of("local.max-open-files", "0"),
            Map.of("local.max-open-files", "many"),
            Map.of("local.sync", "perhaps"))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> LocalObjectStore.create(StorageOptions.of(options)));
    }
  }

  @Test
  void takesALinkThatIsThereForItsOwn() throws IOException {
    LocalObjectStore durable =
        LocalObjectStore.create(StorageOptions.of(Map.of("local.sync", "true")));
    Path staged = Files.write(temporary.resolve("staged"), new byte[] {7});
    Path target = Files.createDirectory(temporary.resolve("d")).resolve("x");
    Location from = directory().resolve("staged");
    Location to = directory().resolve("d/x");
    Files.createLink(target, staged);
    assertEquals(PutResult.CREATED, durable.renameIfAbsent(from, to));
    assertFalse(durable.exists(from));
    assertArrayEquals(new byte[] {7}, durable.readAll(to, 10));
    // the same name twice is no link
    Files.createSymbolicLink(temporary.resolve("link"), temporary.resolve("d"));
    assertEquals(PutResult.ALREADY_THERE, durable.renameIfAbsent(to, to));
    assertEquals(
        PutResult.ALREADY_THERE, durable.renameIfAbsent(to, directory().resolve("link/x")));
    assertArrayEquals(new byte[] {7}, durable.readAll(to, 10));
  }
}
