package org.lance4j.encoding.structural;

/// The layers of nesting from a leaf outwards, as the projected schema has them. Immutable.
///
/// Several leaves share the layers above them; each layer is collected from the levels of one leaf
/// only, its owner.
final class LeafPath {
  private final int[] dimensions;
  private final boolean[] lists;
  private final boolean[] owned;
  private final int[] entriesPerSlot;
  private final int entriesPerRow;
  private final boolean fixedSizeListInList;

  /// Parallel arrays, leaf first.
  ///
  /// @param lists whether the layer is a list or map
  /// @param dimensions the dimension of fixed-size lists of structs, 1 for all else
  /// @param owned whether the leaf collects the layer
  LeafPath(boolean[] lists, int[] dimensions, boolean[] owned) {
    this.lists = lists;
    this.dimensions = dimensions;
    this.owned = owned;
    this.entriesPerSlot = new int[lists.length];
    int group = 1;
    int all = 1;
    boolean inList = false;
    for (int i = 0; i < lists.length; i++) {
      if (lists[i]) {
        inList |= all > 1;
        group = 1;
      }
      group = Math.multiplyExact(group, dimensions[i]);
      all = Math.multiplyExact(all, dimensions[i]);
      entriesPerSlot[i] = group;
    }
    entriesPerRow = all;
    fixedSizeListInList = inList;
  }

  int count() {
    return lists.length;
  }

  boolean list(int layer) {
    return lists[layer];
  }

  int dimension(int layer) {
    return dimensions[layer];
  }

  boolean owned(int layer) {
    return owned[layer];
  }

  /// How many entries of the innermost list around layer `layer` (of the page, when there is none)
  /// make one slot of it.
  int entriesPerSlot(int layer) {
    return entriesPerSlot[layer];
  }

  /// How many entries that start a row make a row: pages count each item of a fixed-size list of
  /// structs as a row.
  int entriesPerRow() {
    return entriesPerRow;
  }

  /// Whether there is a fixed-size list of structs somewhere below a list.
  boolean fixedSizeListInList() {
    return fixedSizeListInList;
  }
}
