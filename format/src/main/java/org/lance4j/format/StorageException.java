package org.lance4j.format;

/// The storage failed: the bytes could not be had, which says nothing about what they are.
public final class StorageException extends LanceException {
  private static final long serialVersionUID = 1L;

  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
