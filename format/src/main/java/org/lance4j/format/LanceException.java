package org.lance4j.format;

import org.jspecify.annotations.Nullable;

/// Everything that can go wrong with a table that is not the caller's or our own mistake.
public abstract sealed class LanceException extends RuntimeException
    permits BatchTooLargeException,
        CorruptFileException,
        InvalidQueryException,
        NotFoundException,
        StorageException,
        UnsupportedFeatureException {
  private static final long serialVersionUID = 1L;

  LanceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
