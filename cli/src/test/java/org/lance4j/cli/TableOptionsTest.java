package org.lance4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lance4j.dataset.VersionRef;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Which version of a table the options mean.
final class TableOptionsTest {
  private static VersionRef ref(String... arguments) {
    CommandSpec spec = CommandSpec.create();
    TableOptions.describe(spec);
    return TableOptions.ref(new Arguments(new CommandLine(spec).parseArgs(arguments)));
  }

  @Test
  void eachOptionNamesAVersion() {
    assertEquals(VersionRef.latest(), ref("t"));
    assertEquals(VersionRef.version(7), ref("t", "--version", "7"));
    assertEquals(VersionRef.tag("a/b"), ref("--tag=a/b", "t"));
    assertEquals(VersionRef.branch("dev"), ref("t", "--branch", "dev"));
    assertEquals(
        VersionRef.branch("dev", VersionRef.version(2)),
        ref("t", "--branch", "dev", "--version=2"));
    assertEquals(VersionRef.asOf(Instant.EPOCH), ref("t", "--as-of", "1970-01-01T00:00:00Z"));
  }

  @Test
  void optionsThatContradictEachOtherAreRefused() {
    assertThrows(UsageException.class, () -> ref("t", "--tag", "x", "--version", "1"));
    assertThrows(UsageException.class, () -> ref("t", "--tag", "x", "--branch", "b"));
    assertThrows(
        UsageException.class, () -> ref("t", "--version", "1", "--as-of", "1970-01-01T00:00:00Z"));
    assertThrows(UsageException.class, () -> ref("t", "--version", "-1"));
    assertThrows(UsageException.class, () -> ref("t", "--version", "1.0"));
    assertThrows(
        CommandLine.ParameterException.class, () -> ref("t", "--version", "1", "--version", "2"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00.5Z, 2026-01-31T12:00:00.500Z",
    "2026-01-31T12:00:00, 2026-01-31T12:00:00Z",
    "2026-01-31T12:00, 2026-01-31T12:00:00Z",
    "2026-11-20T19:54:10.245868Z, 2026-11-20T19:54:10.245868Z",
    "2026-01-31T12:00:00+05:30, 2026-01-31T06:30:00Z",
    "2026-01-31T12:00:00.123456789-01:00, 2026-01-31T13:00:00.123456789Z",
  })
  void timesWithoutAZoneAreUtc(String text, String instant) {
    assertEquals(Instant.parse(instant), TableOptions.instant(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026-01-31", "yesterday", "2026-13-01T00:00:00Z"})
  void otherTextsAreNoTimes(String text) {
    assertThrows(UsageException.class, () -> TableOptions.instant(text));
  }
}
