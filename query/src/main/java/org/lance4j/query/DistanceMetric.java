package org.lance4j.query;

import java.util.Locale;
import org.lance4j.format.InvalidQueryException;

/// What `_distance` means: always a 32-bit float, and less is nearer.
public enum DistanceMetric {
  /// The squared Euclidean distance.
  L2,
  /// One minus the cosine of the angle; a vector of zeros has none.
  COSINE,
  /// One minus the dot product.
  DOT,
  /// How many bits differ.
  HAMMING;

  /// `l2` (also `euclidean`), `cosine`, `dot` or `hamming`, in any case.
  ///
  /// @throws InvalidQueryException for another name
  public static DistanceMetric parse(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "l2", "euclidean" -> L2;
      case "cosine" -> COSINE;
      case "dot" -> DOT;
      case "hamming" -> HAMMING;
      default ->
          throw new InvalidQueryException(
              "metric '" + name + "' does not exist: there are l2, cosine, dot and hamming");
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
