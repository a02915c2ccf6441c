package org.lance4j.encoding.structural;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lance4j.encoding.ByteRange;
import org.lance4j.encoding.Bytes;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.format.Bounds;

/// Reads rows of a sparse page: the structure unless it is kept, then the values of the slots that
/// the rows have in the leaf. Confined.
final class SparseRead implements PageRead {
  private final SparsePage page;
  private final PageRows rows;
  private final ReadMemory memory;
  private SparsePage.@Nullable State state;

  /// The slots of the leaf that the rows have.
  private long[] starts = {};

  private long[] ends = {};
  private int ranges;
  private @Nullable PageRead values;

  /// @param rows in items, where there are fixed-size lists of structs
  SparseRead(SparsePage page, PageRows rows, ReadMemory memory, SparsePage.@Nullable State state) {
    this.page = page;
    this.rows = rows;
    this.memory = memory;
    if (state != null) {
      choose(state);
    } else if (!page.hasBuffers()) {
      choose(page.parse(List.of(), 0, memory.scratch()));
    }
  }

  @Override
  public void pending(List<ByteRange> wanted) {
    if (state == null) {
      page.addRanges(wanted);
    } else if (values != null) {
      values.pending(wanted);
    }
  }

  @Override
  public void supply(List<Bytes> bytes, int first) {
    if (state == null) {
      choose(page.parse(bytes, first, memory.scratch()));
    } else if (values != null) {
      values.supply(bytes, first);
    }
  }

  private void choose(SparsePage.State known) {
    state = known;
    int n = rows.rangeCount();
    starts = new long[n];
    ends = new long[n];
    for (int i = 0; i < n; i++) {
      long start = rows.starts()[i] / page.path().entriesPerRow();
      long end = rows.ends()[i] / page.path().entriesPerRow();
      for (int layer = 0; layer < page.path().count() - 1; layer++) {
        start = known.structure().layer(layer).before(start);
        end = known.structure().layer(layer).before(end);
      }
      if (start < end) {
        starts[ranges] = start;
        ends[ranges++] = end;
      }
    }
    if (known.indexed() == null) {
      PageRows wanted =
          page.materializedOnly() ? materialized(known) : new PageRows(cut(starts), cut(ends));
      values = wanted.rangeCount() == 0 ? null : page.values().read(wanted, memory);
    }
  }

  private long[] cut(long[] positions) {
    return Arrays.copyOf(positions, ranges);
  }

  /// The numbers of the values that the slots have, a range for each run of slots.
  private PageRows materialized(SparsePage.State known) {
    SlotSet slots = known.structure().materialized();
    List<long[]> runs = new ArrayList<>();
    for (int i = 0; i < ranges; i++) {
      int run = slots.firstEndingAfter(starts[i]);
      for (; run < slots.runCount() && slots.start(run) < ends[i]; run++) {
        long from = Math.max(starts[i], slots.start(run));
        long to = Math.min(ends[i], slots.end(run));
        long first = slots.rank(from);
        runs.add(new long[] {first, first + to - from});
      }
    }
    long[] from = new long[runs.size()];
    long[] to = new long[runs.size()];
    for (int i = 0; i < from.length; i++) {
      from[i] = runs.get(i)[0];
      to[i] = runs.get(i)[1];
    }
    return new PageRows(from, to);
  }

  @Override
  public void decode(LeafSink sink) {
    SparsePage.State known = state;
    if (known == null) {
      throw new IllegalStateException("decoded before all bytes were supplied");
    }
    for (int i = 0; i < rows.rangeCount(); i++) {
      appendLayers(
          known.structure(),
          rows.starts()[i] / page.path().entriesPerRow(),
          rows.ends()[i] / page.path().entriesPerRow(),
          sink);
    }
    if (known.indexed() != null) {
      appendIndexed(known.indexed(), sink);
    } else if (page.materializedOnly()) {
      appendMaterialized(known.structure().materialized(), sink.valuesOnly());
    } else if (values != null) {
      values.decode(sink.valuesOnly());
    }
  }

  private void appendLayers(SparseStructure structure, long start, long end, LeafSink sink) {
    long from = start;
    long to = end;
    int n = page.path().count();
    for (int i = 0; i < n; i++) {
      SparseStructure.Layer layer = structure.layer(i);
      LayerSlots slots = sink.layer(n - 1 - i);
      if (slots != null) {
        if (slots instanceof LayerSlots.Lists lists) {
          appendLists(layer, from, to, lists);
        }
        appendValidity(layer.valid(), from, to, slots.validity());
      }
      from = layer.before(from);
      to = layer.before(to);
    }
  }

  private static void appendValidity(SlotSet valid, long from, long to, ValidityBuilder bits) {
    long at = from;
    int run = valid.firstEndingAfter(from);
    for (; run < valid.runCount() && valid.start(run) < to; run++) {
      long start = Math.max(from, valid.start(run));
      long end = Math.min(to, valid.end(run));
      bits.appendNulls(slots(start - at));
      bits.appendValid(slots(end - start));
      at = end;
    }
    bits.appendNulls(slots(to - at));
  }

  private static void appendLists(
      SparseStructure.Layer layer, long from, long to, LayerSlots.Lists lists) {
    long at = from;
    int next = layer.firstNonEmpty(from);
    for (; next < layer.nonEmpty().length && layer.nonEmpty()[next] < to; next++) {
      lists.appendEmpty(slots(layer.nonEmpty()[next] - at));
      lists.appendSize(slots(layer.itemsBefore()[next + 1] - layer.itemsBefore()[next]));
      at = layer.nonEmpty()[next] + 1;
    }
    lists.appendEmpty(slots(to - at));
  }

  private static int slots(long count) {
    return Bounds.toInt(count, Integer.MAX_VALUE, "slots of a read");
  }

  private void appendIndexed(DataBlock indexed, LeafSink sink) {
    for (int i = 0; i < ranges; i++) {
      sink.values().append(indexed, starts[i], ends[i] - starts[i]);
    }
  }

  private void appendMaterialized(SlotSet valid, LeafSink sink) {
    int range = 0;
    for (int i = 0; i < ranges; i++) {
      long at = starts[i];
      int run = valid.firstEndingAfter(at);
      for (; run < valid.runCount() && valid.start(run) < ends[i]; run++) {
        long start = Math.max(at, valid.start(run));
        appendNulls(start - at, sink);
        if (values instanceof RangedRead ranged) {
          ranged.decode(range++, sink);
        }
        at = Math.min(ends[i], valid.end(run));
      }
      appendNulls(ends[i] - at, sink);
    }
  }

  private static void appendNulls(long count, LeafSink sink) {
    if (count > 0) {
      sink.values().appendNulls(count);
    }
  }
}
