package org.lance4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.apache.arrow.memory.OutOfMemoryException;
import org.lance4j.format.InvalidQueryException;
import org.lance4j.format.LanceException;
import picocli.CommandLine.ParameterException;

/// What went wrong, as one line and an exit code.
///
/// @param cause what is told; what was thrown may have wrapped it
record Failure(Throwable cause) {
  static Failure of(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof ClosedOutputException || t instanceof LanceException) {
        return new Failure(t);
      }
    }
    return new Failure(
        thrown instanceof UncheckedIOException io && io.getCause() != null
            ? io.getCause()
            : thrown);
  }

  /// Whether only nobody reads the output any more.
  boolean isClosedOutput() {
    return cause instanceof ClosedOutputException;
  }

  int exitCode() {
    return switch (cause) {
      case UsageException _, ParameterException _, InvalidQueryException _ -> ExitCode.USAGE;
      default -> ExitCode.DATA;
    };
  }

  /// `WHAT (WHERE)`.
  ///
  /// @param where it happened, for causes that do not say it
  String line(String where) {
    String what = oneLine(message());
    return isPlaced(what) ? what : what + " (" + oneLine(where) + ")";
  }

  /// Whether a place ends the text. A bracket may end a type or a list, too.
  private boolean isPlaced(String what) {
    return switch (cause) {
      case ParameterException _ -> false;
      case FileSystemException _ -> true;
      default -> what.endsWith(")") && what.indexOf('/', what.lastIndexOf(" (")) >= 0;
    };
  }

  private String message() {
    String message = cause.getMessage() == null ? "" : cause.getMessage();
    return switch (cause) {
      case ParameterException _ when !message.isEmpty() ->
          Character.toLowerCase(message.charAt(0)) + message.substring(1);
      case UsageException _, LanceException _ -> message;
      case NoSuchFileException _ -> "no such file (" + message + ")";
      case AccessDeniedException e -> "permission denied (" + e.getFile() + ")";
      case FileSystemException e ->
          (e.getReason() == null ? kind() : e.getReason()) + " (" + e.getFile() + ")";
      case IOException _ -> message.isEmpty() ? kind() : message;
      case OutOfMemoryError _, OutOfMemoryException _ -> "not enough memory";
      case StackOverflowError _ -> "nested too deeply";
      default -> "internal error: " + kind() + (message.isEmpty() ? "" : ": " + message);
    };
  }

  private String kind() {
    return cause.getClass().getSimpleName();
  }

  static String oneLine(String text) {
    return text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
  }
}
