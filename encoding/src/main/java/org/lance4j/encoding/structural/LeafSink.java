package org.lance4j.encoding.structural;

import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.compression.LeafBuilder;
import org.lance4j.format.Bounds;

/// Where the pages of one column put what they decode: values, and the slots of the layers above
/// them. Pages follow each other, each with its own numbering of levels. Confined.
final class LeafSink implements AutoCloseable {
  private final LeafBuilder values;
  private final @Nullable LayerSlots[] layers;

  /// @param rows how many rows will come
  LeafSink(LeafPath path, LeafBuilder values, BufferAllocator allocator, int rows) {
    this.values = values;
    this.layers = new LayerSlots[path.count()];
    for (int i = 0; i < layers.length; i++) {
      if (path.owned(i)) {
        layers[i] =
            path.list(i)
                ? new LayerSlots.Lists(allocator, rows)
                : new LayerSlots.Items(allocator, rows, path.entriesPerSlot(i));
      }
    }
  }

  private LeafSink(LeafBuilder values) {
    this.values = values;
    this.layers = new LayerSlots[0];
  }

  /// The same values, but no layers: for what is read apart from its structure. Nothing to close.
  LeafSink valuesOnly() {
    return new LeafSink(values);
  }

  LeafBuilder values() {
    return values;
  }

  /// The slots of a layer that is this leaf's to collect.
  LayerSlots slots(int layer) {
    LayerSlots slots = layers[layer];
    if (slots == null) {
      throw new AssertionError("layer " + layer + " is another leaf's");
    }
    return slots;
  }

  /// The layers that are collected here, by number; null where another leaf does.
  @Nullable LayerSlots layer(int layer) {
    return layers[layer];
  }

  /// The level entries `[from, to)` of a page.
  void append(LayerLevels page, LevelRun levels, int from, int to) {
    for (int i = 0; i < layers.length; i++) {
      LayerSlots slots = layers[i];
      if (slots != null) {
        slots.append(page, i, levels, from, to);
      }
    }
  }

  /// `entries` level entries of a page that has no lists and no nulls.
  void appendPlain(long entries) {
    int n = Bounds.toInt(entries, Integer.MAX_VALUE, "number of rows");
    for (LayerSlots slots : layers) {
      if (slots != null) {
        slots.appendPlain(n);
      }
    }
  }

  @Override
  public void close() {
    values.close();
    for (LayerSlots slots : layers) {
      if (slots != null) {
        slots.close();
      }
    }
  }
}
