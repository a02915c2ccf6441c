package org.lance4j.dataset;

import org.jspecify.annotations.Nullable;

/// Closes several things though one of them fails.
final class Closing {
  private Closing() {}

  /// @param failure of what was closed before
  /// @return the first failure so far, with later ones suppressed in it
  static @Nullable RuntimeException close(Runnable closing, @Nullable RuntimeException failure) {
    try {
      closing.run();
      return failure;
    } catch (RuntimeException e) {
      if (failure == null) {
        return e;
      }
      failure.addSuppressed(e);
      return failure;
    }
  }
}
