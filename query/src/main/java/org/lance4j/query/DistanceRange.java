package org.lance4j.query;

import org.lance4j.format.InvalidQueryException;

/// Which distances are asked for: from `least` to `most`, both included. When `least` is the
/// greater one, none.
public record DistanceRange(float least, float most) {
  /// Every distance, infinite ones too.
  public static final DistanceRange ALL =
      new DistanceRange(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);

  private static final DistanceRange NONE =
      new DistanceRange(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);

  public DistanceRange {
    if (Float.isNaN(least) || Float.isNaN(most)) {
      throw new InvalidQueryException("a bound of the distance range is not a number");
    }
  }

  /// From `lower` on, which is included.
  public DistanceRange from(float lower) {
    return new DistanceRange(lower, most);
  }

  /// Below `upper`, which is not included.
  public DistanceRange below(float upper) {
    return upper == Float.NEGATIVE_INFINITY ? NONE : new DistanceRange(least, Math.nextDown(upper));
  }
}
