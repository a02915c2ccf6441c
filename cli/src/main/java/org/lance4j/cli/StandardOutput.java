package org.lance4j.cli;

import java.io.IOException;
import java.io.OutputStream;

/// Standard output, whose end a reader may close at any time. It is not closed from here.
final class StandardOutput extends OutputStream {
  private final OutputStream out;

  StandardOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      out.write(bytes, from, count);
    } catch (IOException e) {
      String message = e.getMessage();
      if (message != null && message.contains("Broken pipe")) {
        throw new ClosedOutputException(e);
      }
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
