package org.lance4j.format;

import org.jspecify.annotations.Nullable;

/// A table, version, reference, column, row or file that does not exist.
public final class NotFoundException extends LanceException {
  private static final long serialVersionUID = 1L;

  public NotFoundException(String message) {
    super(message, null);
  }

  public NotFoundException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
