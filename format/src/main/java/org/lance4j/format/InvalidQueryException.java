package org.lance4j.format;

/// A question that the table cannot answer: a column that does not exist, a query of the wrong
/// dimension or type.
public final class InvalidQueryException extends LanceException {
  private static final long serialVersionUID = 1L;

  public InvalidQueryException(String message) {
    super(message, null);
  }
}
