package org.lance4j.encoding.structural;

import org.lance4j.format.UnsupportedFeatureException;

/// What one layer of nesting contributes to the definition levels of a page
/// (`lance.encodings21.RepDefLayer`).
///
/// A layer is named after what the page's data needs, not after the schema: a nullable field whose
/// page has no nulls is `ALL_VALID`. Structs and leaves are items.
public enum RepDefLayer {
  ALL_VALID_ITEM(1, false, 0),
  ALL_VALID_LIST(2, true, 0),
  NULLABLE_ITEM(3, false, 1),
  NULLABLE_LIST(4, true, 1),
  EMPTYABLE_LIST(5, true, 1),
  /// The first of its two levels is null, the second is empty.
  NULL_AND_EMPTY_LIST(6, true, 2);

  private final int wireNumber;
  private final boolean list;
  private final int definitionLevels;

  RepDefLayer(int wireNumber, boolean list, int definitionLevels) {
    this.wireNumber = wireNumber;
    this.list = list;
    this.definitionLevels = definitionLevels;
  }

  public int wireNumber() {
    return wireNumber;
  }

  public boolean list() {
    return list;
  }

  /// How many definition levels say something about this layer.
  public int definitionLevels() {
    return definitionLevels;
  }

  /// @throws UnsupportedFeatureException for numbers that mean nothing here
  static RepDefLayer ofWireNumber(int number) {
    for (RepDefLayer layer : values()) {
      if (layer.wireNumber == number) {
        return layer;
      }
    }
    throw new UnsupportedFeatureException("repetition and definition layer " + number);
  }
}
