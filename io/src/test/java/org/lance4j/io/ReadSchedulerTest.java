package org.lance4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadSchedulerTest {
  /// Small pieces and few threads, so that small files take every path.
  private static final ReadScheduler.Settings SMALL = new ReadScheduler.Settings(3, 1000, 5, 1000);

  private static final Location OBJECT = Location.of("memory://x/object");

  @TempDir Path temporary;

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static ObjectStore memory(byte[] content) {
    MemoryObjectStore store = MemoryObjectStore.create();
    assertEquals(PutResult.CREATED, store.putIfAbsent(OBJECT, ByteBuffer.wrap(content)));
    return store;
  }

  private static ReadRequest request(long offset, int length) {
    return new ReadRequest(offset, ByteBuffer.allocateDirect(length));
  }

  private static void assertRead(byte[] content, ReadRequest request) {
    ByteBuffer target = request.target();
    assertEquals(target.limit(), target.position());
    assertEquals(ByteBuffer.wrap(content, (int) request.offset(), target.limit()), target.flip());
  }

  private static void readsRandomly(ObjectStore store, Location location, byte[] content)
      throws IOException {
    try (ObjectReader reader = store.open(location);
        ReadScheduler scheduler = ReadScheduler.create(SMALL)) {
      for (int seed = 0; seed < 100; seed++) {
        Random random = new Random(seed);
        List<ReadRequest> requests = new ArrayList<>();
        int longest = seed % 3 == 0 ? 50 : seed % 3 == 1 ? 500 : 20_000;
        for (int i = random.nextInt(50); i > 0; i--) {
          int length = random.nextInt(longest);
          requests.add(request(random.nextInt(content.length - length), length));
        }
        scheduler.read(reader, requests);
        requests.forEach(request -> assertRead(content, request));
        ReadRequest single = request(seed, longest);
        scheduler.read(reader, single.offset(), single.target());
        assertRead(content, single);
      }
    }
  }

  @Test
  void readsLocalFiles() throws IOException {
    byte[] content = random(100_000);
    LocalObjectStore store = LocalObjectStore.create();
    Location location = Location.of(temporary).resolve("x");
    assertEquals(PutResult.CREATED, store.putIfAbsent(location, ByteBuffer.wrap(content)));
    readsRandomly(store, location, content);
  }

  @Test
  void readsRemoteObjects() throws IOException {
    byte[] content = random(100_000);
    readsRandomly(new DelayingObjectStore(memory(content), Duration.ZERO), OBJECT, content);
  }

  @Test
  void fillsWindowsOfBuffers() throws IOException {
    byte[] content = random(20_000);
    ByteBuffer target = ByteBuffer.allocate(15_000).position(10).limit(12_010);
    try (ObjectReader reader = memory(content).open(OBJECT);
        ReadScheduler scheduler = ReadScheduler.create(SMALL)) {
      scheduler.read(reader, 7, target);
    }
    assertEquals(12_010, target.position());
    assertArrayEquals(
        Arrays.copyOfRange(content, 7, 12_007), Arrays.copyOfRange(target.array(), 10, 12_010));
    assertEquals(0, target.array()[9]);
    assertEquals(0, target.array()[12_010]);
  }

  @Test
  void sendsOneRequestForEachPiece() throws IOException {
    IoCounters counters = new IoCounters();
    ObjectStore store = new CountingObjectStore(memory(random(100_000)), counters);
    try (ObjectReader reader = store.open(OBJECT);
        ReadScheduler scheduler = ReadScheduler.create(SMALL)) {
      scheduler.read(reader, List.of(request(0, 100), request(500, 100)));
      assertEquals(2, counters.statistics().reads());
      IoStatistics before = counters.statistics();
      scheduler.read(reader, List.of(request(0, 1000), request(500, 10_001), request(9, 0)));
      IoStatistics large = counters.statistics().since(before);
      assertEquals(12, large.reads());
      assertEquals(11_001, large.readBytes());
    }
  }

  @Test
  void waitsForManyRemoteRequestsAtOnceButNotForAll() throws IOException {
    DelayingObjectStore store =
        new DelayingObjectStore(memory(random(100_000)), Duration.ofMillis(20));
    try (ObjectReader reader = store.open(OBJECT);
        ReadScheduler scheduler = ReadScheduler.create(SMALL)) {
      List<ReadRequest> requests = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        requests.add(request(i, 10));
      }
      scheduler.read(reader, requests);
    }
    assertTrue(store.mostUnderWay() <= 5);
    assertTrue(store.mostUnderWay() > 1);
  }

  @Test
  void goesParallelWhenLocalReadsAreSlow() throws IOException {
    // Slow, and not remote: a disk.
    DelayingObjectStore slow =
        new DelayingObjectStore(memory(random(100_000)), Duration.ofMillis(1));
    ObjectStore disk =
        new ForwardingObjectStore(slow) {
          @Override
          public StorageTraits traits() {
            return super.traits().withRemote(false);
          }
        };
    try (ObjectReader reader = disk.open(OBJECT);
        ReadScheduler scheduler = ReadScheduler.create(SMALL)) {
      List<ReadRequest> requests = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        requests.add(request(i, 10));
      }
      scheduler.read(reader, requests.subList(0, 8));
      assertEquals(1, slow.mostUnderWay());
      requests.subList(0, 8).forEach(request -> request.target().clear());
      scheduler.read(reader, requests);
      assertTrue(slow.mostUnderWay() > 1);
      requests.forEach(request -> assertEquals(10, request.target().position()));
    }
  }

  @Test
  void handsOnTheFirstFailure() throws IOException {
    byte[] content = random(100_000);
    FailingObjectStore failing = new FailingObjectStore(memory(content));
    for (ObjectStore store :
        List.of(failing, new DelayingObjectStore(failing, Duration.ofMillis(1)))) {
      try (ObjectReader reader = store.open(OBJECT);
          ReadScheduler scheduler = ReadScheduler.create(SMALL)) {
        for (int failed = 0; failed < 20; failed++) {
          failing.failRequest(failed);
          ReadRequest request = request(0, 20_000);
          IOException e =
              assertThrows(IOException.class, () -> scheduler.read(reader, List.of(request)));
          assertTrue(String.valueOf(e.getMessage()).contains("on purpose"), e.toString());
        }
        ReadRequest request = request(0, 20_000);
        scheduler.read(reader, List.of(request));
        assertRead(content, request);
      }
    }
  }

  @Test
  void refusesRangesPastTheEnd() throws IOException {
    try (ObjectReader reader = memory(random(10_000)).open(OBJECT);
        ReadScheduler scheduler = ReadScheduler.create(SMALL)) {
      assertThrows(EOFException.class, () -> scheduler.read(reader, List.of(request(0, 10_001))));
      assertThrows(EOFException.class, () -> scheduler.read(reader, List.of(request(9999, 2))));
    }
  }

  @Test
  void isInterruptible() throws Exception {
    DelayingObjectStore store =
        new DelayingObjectStore(memory(random(100_000)), Duration.ofSeconds(20));
    AtomicReference<Throwable> outcome = new AtomicReference<>();
    try (ReadScheduler scheduler = ReadScheduler.create(SMALL)) {
      try (ObjectReader reader = store.wrap(memory(random(100_000)).open(OBJECT))) {
        Thread victim =
            new Thread(() -> {
              try {
                scheduler.read(reader, List.of(request(0, 50_000)));
              } catch (Throwable e) {
                outcome.set(Thread.currentThread().isInterrupted() ? e : new Error(e));
              }
            });
        victim.start();
        while (store.underWay() < 5) {
          Thread.sleep(1);
        }
        victim.interrupt();
        victim.join(10_000);
        assertFalse(victim.isAlive(), "still waits");
        assertInstanceOf(InterruptedIOException.class, outcome.get());
        assertEquals(0, store.underWay(), "a request outlived its read");
      }
    }
  }

  @Test
  void sharesItsThreadsAmongManyReads() throws Exception {
    byte[] content = random(200_000);
    try (ObjectReader reader = memory(content).open(OBJECT);
        ReadScheduler scheduler = ReadScheduler.create(SMALL);
        ExecutorService callers = Executors.newFixedThreadPool(8)) {
      List<Future<?>> results = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        ReadRequest request = request(i, 50_000);
        results.add(
            callers.submit(() -> {
              scheduler.read(reader, List.of(request));
              assertRead(content, request);
              return true;
            }));
      }
      for (Future<?> result : results) {
        result.get();
      }
    }
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    Set<Thread> before = readThreads();
    try (ObjectReader reader = memory(random(200_000)).open(OBJECT)) {
      ReadScheduler scheduler = ReadScheduler.create(SMALL);
      assertTrue(before.containsAll(readThreads()), "a thread before the first read");
      scheduler.read(reader, List.of(request(0, 200_000)));
      Set<Thread> started = readThreads();
      started.removeAll(before);
      assertFalse(started.isEmpty());
      scheduler.close();
      scheduler.close();
      for (Thread thread : started) {
        assertTrue(thread.isDaemon());
        assertTrue(thread.join(Duration.ofSeconds(10)), thread.getName());
      }
      assertThrows(
          IllegalStateException.class, () -> scheduler.read(reader, List.of(request(0, 1))));
    }
  }

  private static Set<Thread> readThreads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> !thread.getName().startsWith("lance4j-read"));
    return threads;
  }
}
