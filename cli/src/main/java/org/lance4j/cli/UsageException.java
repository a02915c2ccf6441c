package org.lance4j.cli;

/// The command line does not say what it must: exit code 2.
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
