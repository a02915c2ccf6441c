package org.lance4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFileTest {
  @TempDir Path folder;

  private long filesInFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  @Test
  void appearsOnlyWhenCommitted() throws IOException {
    Path target = folder.resolve("a b.jsonl");
    try (OutputFile file = OutputFile.create(target.toString())) {
      file.stream().write("new".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      file.stream().flush();
      assertFalse(Files.exists(target));
      file.commit();
    }
    assertEquals("new", Files.readString(target));
    assertEquals(1, filesInFolder());
  }

  @Test
  void leavesTheOldFileWhenItFails() throws IOException {
    Path target = Files.writeString(folder.resolve("x"), "old");
    try (OutputFile file = OutputFile.create(target.toString())) {
      file.stream().write(1);
    }
    assertEquals("old", Files.readString(target));
    assertEquals(1, filesInFolder());
  }

  @Test
  void writesThroughALinkAndToADevice() throws IOException {
    Path target = Files.writeString(folder.resolve("real"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    try (OutputFile file = OutputFile.create(link.toString())) {
      file.stream().write('n');
      file.commit();
    }
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("n", Files.readString(target));
    try (OutputFile file = OutputFile.create("/dev/null")) {
      file.stream().write('n');
      file.commit();
    }
    assertFalse(Files.isRegularFile(Path.of("/dev/null")));
  }

  @Test
  void refusesAFolder() {
    assertThrows(FileSystemException.class, () -> OutputFile.create(folder.toString()));
    assertThrows(
        FileSystemException.class, () -> OutputFile.create(folder.resolve("no/x").toString()));
  }
}
