package org.lance4j.query;

/// One vector of a query, in the numbers that the caller has. The arrays are borrowed and not
/// changed.
public sealed interface QueryVector {
  int dimension();

  /// For all columns. A column of 16-bit floats sees it rounded to those, one of `uint8` wants
  /// whole numbers from 0 to 255.
  record Floats(float[] values) implements QueryVector {
    @Override
    public int dimension() {
      return values.length;
    }
  }

  /// For columns of 64-bit floats; the others see it as [Floats].
  record Doubles(double[] values) implements QueryVector {
    @Override
    public int dimension() {
      return values.length;
    }
  }

  /// For columns of `uint8`, as bits, and of `int8`, as signed numbers.
  record Bytes(byte[] values) implements QueryVector {
    @Override
    public int dimension() {
      return values.length;
    }
  }
}
