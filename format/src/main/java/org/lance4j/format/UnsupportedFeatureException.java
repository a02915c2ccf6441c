package org.lance4j.format;

/// A version, feature flag, encoding or type that this release does not know or does not read; the
/// message names it.
public final class UnsupportedFeatureException extends LanceException {
  private static final long serialVersionUID = 1L;

  public UnsupportedFeatureException(String message) {
    super(message, null);
  }
}
