package org.lance4j.format;

/// The rows that were to be read at a time do not fit in their vectors; fewer may. Scans read fewer
/// then.
public final class BatchTooLargeException extends LanceException {
  private static final long serialVersionUID = 1L;

  public BatchTooLargeException(String message) {
    super(message, null);
  }
}
