package org.lance4j.dataset;

/// Single rows, by what names them. The arrays are borrowed.
public sealed interface RowSelection {
  /// By position among the live rows of the table, from 0.
  static RowSelection positions(long... rows) {
    return new Positions(rows);
  }

  /// By row id: the stable id where the table has them, else the address.
  static RowSelection ids(long... ids) {
    return new Ids(ids);
  }

  /// By address: `fragment id << 32 | physical row in the fragment`.
  static RowSelection addresses(long... addresses) {
    return new Addresses(addresses);
  }

  record Positions(long[] rows) implements RowSelection {}

  record Ids(long[] ids) implements RowSelection {}

  record Addresses(long[] addresses) implements RowSelection {}
}
