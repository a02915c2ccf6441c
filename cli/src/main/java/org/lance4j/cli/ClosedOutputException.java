package org.lance4j.cli;

import java.io.IOException;

/// Nobody reads the output any more, as behind `| head`: no failure.
final class ClosedOutputException extends IOException {
  private static final long serialVersionUID = 1L;

  ClosedOutputException(IOException cause) {
    super(cause);
  }
}
