package org.lance4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Standard error, which the script has moved to another descriptor and which comes back with the
/// first byte.
///
/// The JVM prints a warning about the incubating module `jdk.incubator.vector` at every start and
/// has no switch for it; the script therefore starts it with its standard error closed off. The way
/// back is `dup2` of the C library: opening `/dev/fd/3` would fail for sockets and lose the place
/// in a file.
final class StandardError extends OutputStream {
  private final OutputStream out = new FileOutputStream(FileDescriptor.err);
  private int movedTo;

  /// @param movedTo the descriptor that standard error was moved to, 2 when it was not
  StandardError(int movedTo) {
    this.movedTo = movedTo;
  }

  /// Makes standard error what it was before the script moved it.
  synchronized void restore() throws IOException {
    if (movedTo == 2) {
      return;
    }
    int result = duplicate(movedTo, 2);
    movedTo = 2;
    if (result < 0) {
      throw new IOException("standard error is closed");
    }
  }

  @SuppressWarnings("restricted") // the jar's manifest allows it
  private static int duplicate(int from, int to) throws IOException {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor twoInts =
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    MethodHandle dup2 = linker.downcallHandle(linker.defaultLookup().findOrThrow("dup2"), twoInts);
    try {
      return (int) dup2.invokeExact(from, to);
    } catch (Throwable e) {
      throw new IOException(e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    restore();
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    restore();
    out.write(bytes, from, count);
  }
}
