package org.lance4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.InvalidQueryException;
import org.lance4j.format.NotFoundException;
import org.lance4j.io.Location;
import org.lance4j.manifest.TableStorage;

final class FailureTest {
  @TempDir Path directory;

  private static String line(Throwable thrown) {
    return Failure.of(thrown).line("/t.lance");
  }

  @Test
  void saysWhereUnlessThatIsSaid() {
    assertEquals(
        "\"v\" is of Int(64, true) (/t.lance)",
        line(new InvalidQueryException("\"v\" is of Int(64, true)")));
    assertEquals(
        "of a list (with items) (/t.lance)", line(new NotFoundException("of a list (with items)")));
    assertEquals(
        "broken (/t.lance/data/a.lance, offset 7)",
        line(new CorruptFileException("/t.lance/data/a.lance", 7, "broken")));
    assertEquals("no such file (q.npy)", line(new NoSuchFileException("q.npy")));
  }

  @Test
  void keepsTheReason() {
    assertEquals("permission denied (/x)", line(new AccessDeniedException("/x")));
    IOException denied = new AccessDeniedException("/t.lance/_versions/1.manifest");
    Location location = Location.of("/t.lance/_versions/1.manifest");
    assertEquals(
        location + " cannot be read: permission denied (/t.lance)",
        line(TableStorage.failure(location, denied)));
  }

  @Test
  void namesTheFileThatWasAskedFor() {
    String missing = directory.resolve("none/x.csv").toString();
    IOException failed =
        assertThrows(NoSuchFileException.class, () -> OutputFile.create(missing).close());
    assertEquals("no such file (" + missing + ")", line(failed));
  }
}
