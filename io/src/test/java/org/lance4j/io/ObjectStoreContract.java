package org.lance4j.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// What every [ObjectStore] must do, capabilities as its traits say.
public abstract class ObjectStoreContract {
  /// The store to be tested; the same during one test.
  protected abstract ObjectStore store();

  /// A directory of the store that is empty when a test begins.
  protected abstract Location directory();

  private Location at(String name) {
    return directory().resolve(name);
  }

  private void put(String name, byte[] content) throws IOException {
    try (ObjectWriter writer = store().create(at(name))) {
      writer.write(ByteBuffer.wrap(content));
      writer.commit();
    }
  }

  private void put(String name) throws IOException {
    put(name, name.getBytes(UTF_8));
  }

  private byte[] content(String name) throws IOException {
    return store().readAll(at(name), 1 << 24);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] read(ObjectReader reader, long offset, int length) throws IOException {
    ByteBuffer target = ByteBuffer.allocateDirect(length);
    reader.read(offset, target);
    assertEquals(length, target.position());
    byte[] bytes = new byte[length];
    target.flip().get(bytes);
    return bytes;
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    byte[] content = random(300_001);
    try (ObjectWriter writer = store().create(at("data/x.bin"))) {
      assertEquals(at("data/x.bin"), writer.location());
      writer.write(ByteBuffer.wrap(content, 0, 100));
      writer.write(ByteBuffer.allocateDirect(200_000).put(content, 100, 200_000).flip());
      assertEquals(200_100, writer.position());
      writer.write(ByteBuffer.wrap(content, 200_100, content.length - 200_100));
      writer.commit();
    }
    assertEquals(content.length, store().size(at("data/x.bin")));
    assertTrue(store().exists(at("data/x.bin")));
    assertArrayEquals(content, content("data/x.bin"));
    try (ObjectReader reader = store().open(at("data/x.bin"), content.length)) {
      assertEquals(at("data/x.bin"), reader.location());
      assertEquals(content.length, reader.size());
      assertEquals(store().traits(), reader.traits());
      assertArrayEquals(Arrays.copyOfRange(content, 77, 4177), read(reader, 77, 4100));
      assertArrayEquals(Arrays.copyOfRange(content, 300_000, 300_001), read(reader, 300_000, 1));
    }
  }

  @Test
  void readsIntoTheWindowOfABuffer() throws IOException {
    byte[] content = random(200_000);
    put("x", content);
    try (ObjectReader reader = store().open(at("x"))) {
      for (ByteBuffer target :
          List.of(ByteBuffer.allocate(300_000), ByteBuffer.allocateDirect(300_000))) {
        target.position(5).limit(150_005);
        reader.read(11, target);
        assertEquals(150_005, target.position());
        assertEquals(150_005, target.limit());
        assertEquals(ByteBuffer.wrap(content, 11, 150_000), target.slice(5, 150_000));
        assertEquals(0, target.get(4));
        assertEquals(0, target.clear().get(150_005));
      }
    }
  }

  @Test
  void keepsEmptyObjects() throws IOException {
    put("empty", new byte[0]);
    assertEquals(0, store().size(at("empty")));
    assertTrue(store().exists(at("empty")));
    assertEquals(0, content("empty").length);
    try (ObjectReader reader = store().open(at("empty"))) {
      assertEquals(0, read(reader, 0, 0).length);
      assertThrows(EOFException.class, () -> read(reader, 0, 1));
    }
    assertEquals(PutResult.ALREADY_THERE, store().putIfAbsent(at("empty"), ByteBuffer.allocate(1)));
    assertEquals(PutResult.CREATED, store().putIfAbsent(at("empty2"), ByteBuffer.allocate(0)));
    assertEquals(0, store().size(at("empty2")));
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    put("dir/file");
    for (String name : List.of("missing", "no/such/dir", "dir", "dir/file/below")) {
      Location missing = at(name);
      assertFalse(store().exists(missing), name);
      assertNamed(missing, NoSuchFileException.class, () -> store().open(missing));
      assertNamed(missing, NoSuchFileException.class, () -> store().size(missing));
      assertNamed(missing, NoSuchFileException.class, () -> store().readAll(missing, 10));
    }
  }

  private static void assertNamed(
      Location location, Class<? extends IOException> type, Callable<?> call) {
    IOException e = assertThrows(type, call::call);
    assertTrue(e.toString().contains(location.toString()), e.getMessage());
  }

  @Test
  void refusesRangesPastTheEnd() throws IOException {
    put("x", random(1000));
    try (ObjectReader reader = store().open(at("x"))) {
      for (long offset : new long[] {901, 1000, 1001, 1L << 40, Long.MAX_VALUE}) {
        EOFException e = assertThrows(EOFException.class, () -> read(reader, offset, 100));
        assertTrue(e.toString().contains(at("x").toString()), e.getMessage());
        assertTrue(e.toString().contains(String.valueOf(offset)), e.getMessage());
      }
      assertThrows(IllegalArgumentException.class, () -> read(reader, -1, 100));
      assertEquals(100, read(reader, 900, 100).length);
      assertEquals(0, read(reader, 1000, 0).length);
    }
  }

  @Test
  void limitsWhatIsReadWhole() throws IOException {
    put("x", random(1000));
    assertEquals(1000, store().readAll(at("x"), 1000).length);
    assertNamed(at("x"), IOException.class, () -> store().readAll(at("x"), 999));
  }

  @Test
  void endsWithItsReader() throws IOException {
    put("x", random(10));
    ObjectReader reader = store().open(at("x"));
    reader.close();
    reader.close();
    assertThrows(IllegalStateException.class, () -> read(reader, 0, 1));
  }

  @Test
  void showsAnObjectWhenItIsCommitted() throws IOException {
    try (ObjectWriter writer = store().create(at("d/x"))) {
      writer.write(ByteBuffer.wrap(random(100_000)));
      assertFalse(store().exists(at("d/x")));
      assertEquals(List.of(), store().list(at("d"), ListDepth.RECURSIVE, "").toList());
      assertEquals(List.of(), store().names(at("d")));
      writer.commit();
      assertThrows(IllegalStateException.class, () -> writer.write(ByteBuffer.allocate(1)));
      assertThrows(IllegalStateException.class, writer::commit);
    }
    assertEquals(100_000, store().size(at("d/x")));
    assertEquals(List.of("x"), store().names(at("d")));
  }

  @Test
  void leavesNothingOfAnAbortedWrite() throws IOException {
    put("x", random(10));
    try (ObjectWriter writer = store().create(at("x"))) {
      writer.write(ByteBuffer.wrap(random(20)));
    }
    ObjectWriter writer = store().create(at("y"));
    writer.write(ByteBuffer.wrap(random(20)));
    writer.close();
    writer.close();
    assertThrows(IllegalStateException.class, writer::commit);
    assertArrayEquals(random(10), content("x"));
    assertEquals(List.of("x"), store().names(directory()));
  }

  @Test
  void replacesOnCommit() throws IOException {
    put("x", random(10));
    try (ObjectReader before = store().open(at("x"))) {
      put("x", random(20));
      assertArrayEquals(random(20), content("x"));
      assertArrayEquals(random(10), read(before, 0, 10));
    }
  }

  @Test
  void putsOnlyWhatIsAbsent() throws IOException {
    ByteBuffer content = ByteBuffer.wrap(random(100), 10, 20);
    assertEquals(PutResult.CREATED, store().putIfAbsent(at("v/1"), content));
    assertEquals(10, content.position());
    assertEquals(30, content.limit());
    assertEquals(PutResult.ALREADY_THERE, store().putIfAbsent(at("v/1"), ByteBuffer.allocate(3)));
    assertArrayEquals(Arrays.copyOfRange(random(100), 10, 30), content("v/1"));
    store().delete(at("v/1"));
    assertEquals(PutResult.CREATED, store().putIfAbsent(at("v/1"), ByteBuffer.allocate(3)));
    assertEquals(List.of("1"), store().names(at("v")));
  }

  @Test
  void letsOneOfManyRacingWritersWin() throws Exception {
    int writers = 16;
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      CyclicBarrier start = new CyclicBarrier(writers);
      for (int round = 0; round < 20; round++) {
        Location target = at("versions/" + round);
        List<Future<PutResult>> results = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
          byte[] mine = new byte[10_000 + i];
          Arrays.fill(mine, (byte) i);
          results.add(
              threads.submit(() -> {
                start.await();
                PutResult result = store().putIfAbsent(target, ByteBuffer.wrap(mine));
                assertTrue(store().size(target) >= 10_000, "seen in part");
                return result;
              }));
        }
        int winner = -1;
        for (int i = 0; i < writers; i++) {
          if (results.get(i).get() == PutResult.CREATED) {
            assertEquals(-1, winner, "two winners");
            winner = i;
          }
        }
        byte[] written = store().readAll(target, 100_000);
        assertEquals(10_000 + winner, written.length);
        assertEquals(winner, written[written.length - 1]);
      }
      assertEquals(20, store().names(at("versions")).size());
    }
  }

  @Test
  void renamesToFreeNamesWhereItCan() throws IOException {
    put("a", random(10));
    if (!store().traits().canRename()) {
      assertThrows(
          UnsupportedOperationException.class, () -> store().renameIfAbsent(at("a"), at("b")));
      return;
    }
    put("b", random(20));
    assertEquals(PutResult.ALREADY_THERE, store().renameIfAbsent(at("a"), at("b")));
    assertEquals(PutResult.ALREADY_THERE, store().renameIfAbsent(at("a"), at("a")));
    assertArrayEquals(random(10), content("a"));
    assertEquals(PutResult.CREATED, store().renameIfAbsent(at("a"), at("new/c")));
    assertFalse(store().exists(at("a")));
    assertArrayEquals(random(10), content("new/c"));
    assertArrayEquals(random(20), content("b"));
    assertNamed(at("a"), NoSuchFileException.class, () -> store().renameIfAbsent(at("a"), at("d")));
  }

  @Test
  void deletesWhatIsThereOrNot() throws IOException {
    put("d/x");
    store().delete(at("d"));
    assertTrue(store().exists(at("d/x")), "a directory is not an object");
    store().delete(at("d/x"));
    assertFalse(store().exists(at("d/x")));
    store().delete(at("d/x"));
    store().delete(at("never/was/there"));
    assertEquals(List.of(), store().names(at("d")));
  }

  @Test
  void listsInTheOrderOfBytes() throws IOException {
    // U+FB01 comes before U+1F600 in UTF-8 and after it in UTF-16; '-' comes before '/'.
    List<String> sorted = List.of("A", "a", "a-b", "a/b", "a/c/d", "a0", "b", "é", "\uFB01", "😀");
    for (String name : sorted.reversed()) {
      put(name.equals("a") ? "a.txt" : name);
    }
    List<String> all = List.of("A", "a-b", "a.txt", "a/b", "a/c/d", "a0", "b", "é", "\uFB01", "😀");
    List<String> flat = List.of("A", "a-b", "a.txt", "a0", "b", "é", "\uFB01", "😀");
    assertEquals(all, list("", ListDepth.RECURSIVE));
    assertEquals(flat, list("", ListDepth.FLAT));
    assertEquals(flat, store().names(directory()));
    assertEquals(List.of("a"), store().directories(directory()));
    assertEquals(List.of("c"), store().directories(at("a")));
    assertEquals(List.of("b"), store().names(at("a")));
    assertEquals(List.of(), store().names(at("A")));
    for (int i = 0; i < all.size(); i++) {
      assertEquals(all.subList(i + 1, all.size()), list(all.get(i), ListDepth.RECURSIVE));
    }
    assertEquals(all.subList(3, all.size()), list("a.txt\u0001", ListDepth.RECURSIVE));
    assertEquals(all.subList(4, all.size()), list("a/bb", ListDepth.RECURSIVE));
    assertEquals(List.of("a0", "b", "é", "\uFB01", "😀"), list("a/zzz", ListDepth.FLAT));
    assertEquals(List.of(), list("😀", ListDepth.FLAT));
  }

  private List<String> list(String startAfter, ListDepth depth) throws IOException {
    try (ObjectListing listing = store().list(directory(), depth, startAfter)) {
      return listing.toList().stream().map(ObjectEntry::name).toList();
    }
  }

  @Test
  void listsSizesAndTimes() throws IOException {
    put("d/x", random(1234));
    try (ObjectListing listing = store().list(at("d"), ListDepth.FLAT, "")) {
      ObjectEntry entry = listing.next();
      assertEquals("x", entry.name());
      assertEquals(1234, entry.size());
      Duration age = Duration.between(entry.modified(), Instant.now());
      assertTrue(age.abs().compareTo(Duration.ofMinutes(5)) < 0, age.toString());
      assertFalse(listing.hasNext());
      assertThrows(NoSuchElementException.class, listing::next);
    }
  }

  @Test
  void listsNothingWhereNothingIs() throws IOException {
    assertEquals(List.of(), store().list(at("no/such"), ListDepth.RECURSIVE, "").toList());
    assertEquals(List.of(), store().names(at("no/such")));
    assertEquals(List.of(), store().directories(at("no/such")));
    put("da/x");
    assertEquals(List.of(), store().names(at("d")), "a directory is not a prefix of characters");
  }

  @Test
  void takesNamesLiterally() throws IOException {
    List<String> names =
        List.of(
            "with space",
            "per%20cent",
            "%",
            "plus+and&",
            "quo'te\"",
            "a#b",
            "what?",
            "tab\tx",
            "back\\slash",
            "ü",
            "u\u0308",
            "日本語",
            "😀",
            "col=1",
            "~x",
            "a:b",
            "[x]",
            "*");
    for (String name : names) {
      put("names/" + name + "/file of " + name);
    }
    for (String name : names) {
      String inner = "names/" + name + "/file of " + name;
      assertArrayEquals(inner.getBytes(UTF_8), content(inner));
      assertEquals(List.of("file of " + name), store().names(at("names/" + name)));
      assertEquals(at(inner), Location.of(at(inner).toString()));
    }
    List<String> found = new ArrayList<>(store().directories(at("names")));
    assertEquals(names.size(), found.size());
    assertTrue(found.containsAll(names), found.toString());
  }

  @Test
  void refusesLocationsOfOtherStores() {
    Location other = Location.of("other-scheme://bucket/x");
    assertThrows(IllegalArgumentException.class, () -> store().open(other));
    assertThrows(IllegalArgumentException.class, () -> store().create(other));
  }

  @Test
  void readsFromManyThreadsAtOnce() throws Exception {
    byte[] content = random(1 << 20);
    put("x", content);
    try (ObjectReader reader = store().open(at("x"));
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> reads = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        Random random = new Random(t);
        reads.add(threads.submit(() -> readRandomly(reader, content, random, 50)));
      }
      for (Future<?> read : reads) {
        read.get();
      }
    }
  }

  private static boolean readRandomly(ObjectReader reader, byte[] content, Random random, int count)
      throws IOException {
    for (int i = 0; i < count; i++) {
      int offset = random.nextInt(content.length);
      int length = random.nextInt(Math.min(20_000, content.length - offset + 1));
      assertArrayEquals(
          Arrays.copyOfRange(content, offset, offset + length), read(reader, offset, length));
    }
    return true;
  }

  @Test
  void survivesInterruptedReaders() throws Exception {
    byte[] content = random(1 << 20);
    put("x", content);
    try (ObjectReader reader = store().open(at("x"));
        ExecutorService threads = Executors.newFixedThreadPool(5)) {
      AtomicBoolean over = new AtomicBoolean();
      List<Future<Integer>> steady = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        Random random = new Random(t);
        steady.add(
            threads.submit(() -> {
              int rounds = 0;
              do {
                readRandomly(reader, content, random, 10);
                rounds++;
              } while (!over.get());
              return rounds;
            }));
      }
      for (int i = 0; i < 30; i++) {
        interruptWhileReading(reader, content);
      }
      over.set(true);
      for (Future<Integer> future : steady) {
        assertTrue(future.get() > 0);
      }
      assertArrayEquals(content, read(reader, 0, content.length));
    }
  }

  /// One thread reads until it is interrupted; it must notice, or have been between reads.
  private static void interruptWhileReading(ObjectReader reader, byte[] content)
      throws InterruptedException {
    List<Throwable> wrong = new ArrayList<>();
    Thread victim =
        new Thread(() -> {
          try {
            while (!Thread.currentThread().isInterrupted()) {
              read(reader, 0, content.length);
            }
          } catch (InterruptedIOException e) {
            if (!Thread.currentThread().isInterrupted()) {
              wrong.add(new AssertionError("the interrupt status was lost", e));
            }
          } catch (Throwable e) {
            wrong.add(e);
          }
        });
    victim.start();
    Thread.sleep(2);
    victim.interrupt();
    victim.join();
    assertEquals(List.of(), wrong);
  }

  @Test
  void mapsWhereItCan() throws IOException {
    byte[] content = random(100_000);
    put("x", content);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mapped;
      try (ObjectReader reader = store().open(at("x"))) {
        if (!store().traits().canMap()) {
          assertThrows(UnsupportedOperationException.class, () -> reader.map(0, 10, arena));
          return;
        }
        mapped = reader.map(4097, 50_000, arena);
        assertEquals(0, reader.map(100_000, 0, arena).byteSize());
        assertThrows(EOFException.class, () -> reader.map(99_999, 2, arena));
      }
      assertTrue(mapped.isReadOnly());
      assertArrayEquals( // after the reader was closed
          Arrays.copyOfRange(content, 4097, 54_097), mapped.toArray(ValueLayout.JAVA_BYTE));
    }
  }
}
