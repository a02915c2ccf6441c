package org.lance4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LocationTest {
  private static final String HERE = System.getProperty("user.dir");

  @Test
  void readsLocalPaths() {
    assertLocal("/a/b", "/a/b");
    assertLocal("/a/b", "/a//b/");
    assertLocal("/a/c", "/a/./b/../c");
    assertLocal("/a b/100%25/ü?#x", "/a b/100%25/ü?#x");
    assertLocal(HERE + "/a/b", "a/b");
    assertLocal(HERE + "/a:b", "a:b");
    assertLocal(HERE, ".");
    assertLocal(Path.of(HERE).getParent() + "/x", "../x");
    assertLocal(System.getProperty("user.home") + "/x", "~/x");
    assertLocal(HERE + "/~x", "~x");
    assertLocal("/", "/");
  }

  @Test
  void readsFileUris() {
    assertLocal("/a/b", "file:///a/b");
    assertLocal("/a/b", "file:/a/b/");
    assertLocal("/a/b", "FILE://localhost/a/b");
    assertLocal("/a b/ü/100%", "file:///a%20b/%C3%BC/100%25");
    assertLocal("/a b/ü/100%", "file:///a b/ü/100%");
    assertLocal("/a?b#c", "file:///a%3Fb%23c");
    assertLocal("/b", "file:///a/%2e%2e/b");
    assertLocal("/a/b", "file-object-store:///a/b");
    assertLocal("/a/b", "file+uring:///a/b");
  }

  private static void assertLocal(String path, String text) {
    Location location = Location.of(text);
    assertEquals(path, location.path());
    assertTrue(location.isLocal());
    assertEquals(path, location.toString());
    assertEquals(location, Location.of(location.toString()));
    assertEquals(location, Location.of(LocalPaths.pathOf(location)));
  }

  @Test
  void keepsTheFormOfNames() {
    // One character, and the letter with a combining mark: two different files.
    Location composed = Location.of("/u\u00FC");
    Location decomposed = Location.of("/uu\u0308");
    assertNotEquals(composed, decomposed);
    assertEquals(decomposed, Location.of(LocalPaths.pathOf(decomposed)));
  }

  @Test
  void readsOtherUris() {
    Location location = Location.of("s3://bucket/a/b%20c/");
    assertEquals(new Location("s3", "bucket", "/a/b c", ""), location);
    assertFalse(location.isLocal());
    assertEquals("s3://bucket/a/b c", location.toString());
    assertEquals(new Location("memory", "", "/", ""), Location.of("memory://"));
    assertEquals(new Location("memory", "x", "/", ""), Location.of("memory://x"));
    Location odd = Location.of("memory://x/100%25/a%3Fb%23");
    assertEquals("/100%/a?b#", odd.path());
    assertEquals("memory://x/100%25/a%3Fb%23", odd.toString());
    assertEquals(odd, Location.of(odd.toString()));
  }

  @Test
  void refusesWhatNamesNothing() {
    for (String text :
        List.of(
            "",
            "file://host/x",
            "file:///x?y=z",
            "file:///x#y",
            "s3://b/x#y",
            "/a\0b",
            "memory://x/../../y",
            "/..",
            "file:///%FF")) {
      assertThrows(IllegalArgumentException.class, () -> Location.of(text), text);
    }
  }

  @Test
  void neverPrintsCredentials() {
    Location location = Location.of("s3://key:secret@bucket/a?token=secret");
    assertEquals("key:secret@bucket", location.authority());
    assertEquals("token=secret", location.query());
    assertEquals("s3://bucket/a", location.toString());
    Location child = location.resolve("b");
    assertEquals("token=secret", child.query());
    assertEquals("s3://bucket/a/b", child.toString());
    assertEquals(location.root(), child.root());
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> location.resolve("../x"));
    assertFalse(String.valueOf(e.getMessage()).contains("secret"), e.getMessage());
  }

  @Test
  void resolvesChildrenOnly() {
    Location table = Location.of("/t.lance");
    assertEquals("/t.lance/data/x%20y", table.resolve("data/x%20y").toString());
    assertEquals("/x", Location.of("/").resolve("x").toString());
    for (String child : List.of("", "/", "/etc", "a/../../b", "..", ".", "a//b", "a/", "a\0")) {
      assertFalse(Location.isRelative(child), child);
      assertThrows(IllegalArgumentException.class, () -> table.resolve(child), child);
    }
  }

  @Test
  void climbsAndNames() {
    Location location = Location.of("memory://x/a/b");
    assertEquals("b", location.name());
    assertEquals("memory://x/a", location.parent().toString());
    assertEquals("memory://x/", location.parent().parent().toString());
    assertEquals("", location.root().name());
    assertThrows(IllegalArgumentException.class, () -> location.root().parent());
  }
}
