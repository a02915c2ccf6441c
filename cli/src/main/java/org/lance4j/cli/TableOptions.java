package org.lance4j.cli;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import org.lance4j.dataset.Dataset;
import org.lance4j.dataset.OpenOptions;
import org.lance4j.dataset.VersionRef;
import org.lance4j.io.Location;
import picocli.CommandLine.Model.CommandSpec;

/// Which table, and which version of it: the parameters that all reading commands share.
final class TableOptions {
  private TableOptions() {}

  static void describe(CommandSpec spec) {
    spec.addPositional(Command.parameter(0, "URI", "The table: a path, or file:// and a path."));
    spec.addOption(Command.option("--version", "N", "This version instead of the latest."));
    spec.addOption(Command.option("--tag", "T", "The version with this tag."));
    spec.addOption(
        Command.option("--branch", "B", "The latest version, or --version, of this branch."));
    spec.addOption(
        Command.option("--as-of", "TIME", "The latest version committed at this time or before."));
  }

  /// Opens the table; it is the caller's to close.
  ///
  /// @throws UsageException for options that contradict each other or are no number and no time
  static Dataset open(Arguments arguments) {
    OpenOptions options = OpenOptions.DEFAULT.withRef(ref(arguments));
    String uri = arguments.positional(0);
    location(uri);
    return Dataset.open(uri, options);
  }

  /// @throws UsageException when the text names no place
  static Location location(String text) {
    try {
      return Location.of(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  static VersionRef ref(Arguments arguments) {
    boolean version = arguments.has("--version");
    boolean time = arguments.has("--as-of");
    boolean branch = arguments.has("--branch");
    if (arguments.has("--tag")) {
      if (version || time || branch) {
        throw new UsageException("--tag alone says which version");
      }
      return VersionRef.tag(arguments.text("--tag"));
    }
    if (version && time) {
      throw new UsageException("--version and --as-of contradict each other");
    }
    VersionRef on = VersionRef.latest();
    if (version) {
      on = VersionRef.version(arguments.unsignedNumber("--version"));
    } else if (time) {
      on = VersionRef.asOf(instant(arguments.text("--as-of")));
    }
    return branch ? VersionRef.branch(arguments.text("--branch"), on) : on;
  }

  /// `2026-01-31T12:00:00.5Z`, with another offset, or without one, which means UTC.
  static Instant instant(String text) {
    try {
      TemporalAccessor parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      return parsed instanceof OffsetDateTime time
          ? time.toInstant()
          : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new UsageException("--as-of wants a time as 2026-01-31T12:00:00Z, not '" + text + "'");
    }
  }
}
