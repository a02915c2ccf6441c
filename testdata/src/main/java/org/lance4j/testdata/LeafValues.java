package org.lance4j.testdata;

import java.math.BigInteger;
import java.util.Random;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/// Values of one fixed-width type as little-endian bytes, inside the type's own range.
///
/// @param width in bytes
/// @param low the least value as a number; what is read as a pattern of bits has its full range
/// @param high the greatest
/// @param step values are multiples of this
record LeafValues(int width, BigInteger low, BigInteger high, BigInteger step, Random random) {
  private static final long DAY_MILLIS = 86_400_000L;

  static LeafValues of(ArrowType type, int width, Random random) {
    BigInteger span = BigInteger.TWO.pow(8 * width - 1);
    return switch (type) {
      case ArrowType.Decimal decimal -> {
        BigInteger most = BigInteger.TEN.pow(decimal.getPrecision()).subtract(BigInteger.ONE);
        yield new LeafValues(width, most.negate(), most, BigInteger.ONE, random);
      }
      case ArrowType.Time time -> {
        BigInteger most = BigInteger.valueOf(86_400L * perSecond(time.getUnit()) - 1);
        yield new LeafValues(width, BigInteger.ZERO, most, BigInteger.ONE, random);
      }
      case ArrowType.Date date -> {
        BigInteger day = BigInteger.valueOf(date.getUnit() == DateUnit.DAY ? 1 : DAY_MILLIS);
        yield new LeafValues(
            width,
            BigInteger.valueOf(-700_000).multiply(day),
            BigInteger.valueOf(2_900_000).multiply(day),
            day,
            random);
      }
      default ->
          new LeafValues(
              width, span.negate(), span.subtract(BigInteger.ONE), BigInteger.ONE, random);
    };
  }

  private static long perSecond(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> 1L;
      case MILLISECOND -> 1_000L;
      case MICROSECOND -> 1_000_000L;
      case NANOSECOND -> 1_000_000_000L;
    };
  }

  byte[] anything() {
    BigInteger count = high.subtract(low).divide(step).add(BigInteger.ONE);
    BigInteger drawn = new BigInteger(count.bitLength() + 8, random).mod(count);
    return bytes(low.add(drawn.multiply(step)));
  }

  byte[] edge() {
    return switch (random.nextInt(5)) {
      case 0 -> bytes(low);
      case 1 -> bytes(low.add(high.subtract(low).divide(step).multiply(step)));
      case 2 -> bytes(BigInteger.ZERO.max(low));
      case 3 -> bytes(step);
      default -> anything();
    };
  }

  /// The number itself where the type can hold it, else its remainder.
  byte[] small(int number) {
    return bytes(BigInteger.valueOf(number).multiply(step).mod(high.add(BigInteger.ONE)));
  }

  private byte[] bytes(BigInteger number) {
    byte[] value = new byte[width];
    for (int i = 0; i < width; i++) {
      value[i] = number.shiftRight(8 * i).byteValue();
    }
    return value;
  }
}
