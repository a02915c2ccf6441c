package org.lance4j.encoding.structural;

import java.util.Arrays;
import java.util.List;
import org.lance4j.format.CorruptFileException;

/// How the repetition and definition levels of one page are to be read, layer by layer.
///
/// Layers are numbered from the leaf (0) outwards. Definition levels are dealt out in that order:
/// level 0 says that all layers are valid, the next ones belong to layer 0, and so on. Of a level
/// entry with repetition `r` and definition `d`, layer `i`
///
/// - starts a new slot exactly if `r >= repetition(i)`, the number of list layers up to and
///   including `i`, and `d <= highest(i)`: beyond that, a list further out is null or empty and
///   nothing exists inside of it;
/// - is valid in that slot exactly if `d <= valid(i)`, or, for lists, if `d` is its level for
///   "empty". A null further out makes the inner items null too.
///
/// An entry has a value exactly if `d <= highest(0)`: this is the rule by which pages are written,
/// also where null structs lie around lists. Immutable.
final class LayerLevels {
  private final RepDefLayer[] layers;
  private final int[] valid;
  private final int[] empty;
  private final int[] highest;
  private final int[] repetition;
  private final int maxRepetition;
  private final int maxDefinition;

  LayerLevels(List<RepDefLayer> innerToOuter) {
    int n = innerToOuter.size();
    if (n == 0) {
      throw new CorruptFileException("a page without layers");
    }
    layers = innerToOuter.toArray(new RepDefLayer[0]);
    valid = new int[n];
    empty = new int[n];
    highest = new int[n];
    repetition = new int[n];
    int lists = 0;
    int levels = 0;
    int group = 0;
    for (int i = 0; i < n; i++) {
      RepDefLayer layer = layers[i];
      valid[i] = levels;
      if (layer.list()) {
        lists++;
        Arrays.fill(highest, group, i, levels);
        group = i;
      }
      levels += layer.definitionLevels();
      empty[i] = emptyLevel(layer, levels);
      repetition[i] = lists;
    }
    Arrays.fill(highest, group, n, Integer.MAX_VALUE);
    maxRepetition = lists;
    maxDefinition = levels;
  }

  private static int emptyLevel(RepDefLayer layer, int last) {
    return switch (layer) {
      case EMPTYABLE_LIST, NULL_AND_EMPTY_LIST -> last;
      case ALL_VALID_ITEM, ALL_VALID_LIST, NULLABLE_ITEM, NULLABLE_LIST -> -1;
    };
  }

  int count() {
    return layers.length;
  }

  RepDefLayer layer(int i) {
    return layers[i];
  }

  /// The highest definition level at which layer `i` is valid (for lists: and not empty).
  int valid(int i) {
    return valid[i];
  }

  /// The definition level at which list `i` is empty, or -1.
  int empty(int i) {
    return empty[i];
  }

  /// The highest definition level at which layer `i` has a slot.
  int highest(int i) {
    return highest[i];
  }

  /// The lowest repetition level that starts a slot of layer `i`.
  int repetition(int i) {
    return repetition[i];
  }

  /// The repetition level that starts a row; 0 when there are no lists.
  int maxRepetition() {
    return maxRepetition;
  }

  int maxDefinition() {
    return maxDefinition;
  }

  /// The highest definition level of entries that have a value.
  int maxVisible() {
    return highest[0];
  }

  /// Whether there can be entries without a value.
  boolean hasInvisible() {
    return maxDefinition > highest[0];
  }
}
