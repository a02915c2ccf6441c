package org.lance4j.io;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names beyond ASCII in a JVM whose locale knows none: its own process, as the locale is read
/// once.
final class LocaleTest {
  private static final String NAME = "tür/日本 😀.lance";

  @TempDir Path temporary;

  @Test
  void opensEveryNameInThePosixLocale() throws Exception {
    ProcessBuilder process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LocaleTest.class.getName(),
                temporary.toString())
            .redirectErrorStream(true);
    process.environment().put("LC_ALL", "C");
    Process child = process.start();
    String output = new String(child.getInputStream().readAllBytes(), US_ASCII);
    assertEquals(0, child.waitFor(), output);
    assertEquals("written here", Files.readString(temporary.resolve("tür/日本 😀.lance")));
  }

  /// Writes, lists, reads and renames in the directory that is named.
  public static void main(String[] arguments) throws IOException {
    LocalObjectStore store = LocalObjectStore.create();
    Location directory = Location.of(arguments[0]);
    Location location = directory.resolve(NAME);
    ByteBuffer content = ByteBuffer.wrap("written here".getBytes(US_ASCII));
    store.putIfAbsent(directory.resolve("é"), content);
    store.renameIfAbsent(directory.resolve("é"), location);
    List<ObjectEntry> entries = store.list(directory, ListDepth.RECURSIVE, "").toList();
    if (entries.size() != 1
        || !entries.getFirst().name().equals(NAME)
        || !store.directories(directory).equals(List.of("tür"))
        || store.readAll(location, 100).length != 12) {
      throw new AssertionError(entries);
    }
  }
}
