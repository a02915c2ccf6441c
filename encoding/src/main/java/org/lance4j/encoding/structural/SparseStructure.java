package org.lance4j.encoding.structural;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lance4j.encoding.compression.BlockDecompressor;
import org.lance4j.encoding.compression.CompressiveEncoding;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.Decompressors;
import org.lance4j.encoding.compression.Scratch;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;

/// The layers of a sparse page, decoded: which slots are valid, and where the items of each slot
/// lie in the layer inside. Immutable.
///
/// Layers go from the top-level field inwards. A slot counts as valid only if all that it lies in
/// is valid too.
final class SparseStructure {
  /// How many positions a page may say without having bytes for each: runs are not counted.
  private static final long MOST_FREE_POSITIONS = 1 << 23;

  private final List<Layer> layers;

  private SparseStructure(List<Layer> layers) {
    this.layers = layers;
  }

  /// One layer.
  ///
  /// @param valid which slots are valid
  /// @param nonEmpty for lists: which slots have items; else empty
  /// @param itemsBefore for lists: how many items lie before those of each of these, and in all
  /// @param dimension for fixed-size lists of structs; else 1
  record Layer(SlotSet valid, boolean list, long[] nonEmpty, long[] itemsBefore, int dimension)
      implements SlotSet.Children {
    @Override
    public long before(long slot) {
      return list ? itemsBefore[firstNonEmpty(slot)] : slot * dimension;
    }

    /// The first of the non-empty slots that is `slot` or later.
    int firstNonEmpty(long slot) {
      int at = Arrays.binarySearch(nonEmpty, slot);
      return at >= 0 ? at : -at - 1;
    }

    long weight() {
      return 64 + valid.weight() + (nonEmpty.length + itemsBefore.length) * 8L;
    }
  }

  Layer layer(int i) {
    return layers.get(i);
  }

  /// The slots of the leaf that are valid, as is all that they lie in.
  SlotSet materialized() {
    return layers.getLast().valid();
  }

  long weight() {
    long weight = 64;
    for (Layer layer : layers) {
      weight += layer.weight();
    }
    return weight;
  }

  /// The buffers that the layers have, in order: how many of them need none.
  static int bufferCount(PageLayout.Sparse layout) {
    int count = 0;
    for (PageLayout.SparseLayer layer : layout.layers()) {
      if (layer instanceof PageLayout.SparseLayer.ListItems list) {
        count += hasPayload(list.nonEmpty().encoding()) + hasPayload(list.counts());
      }
      count += hasPayload(layer.validity().encoding());
    }
    return count;
  }

  private static int hasPayload(CompressiveEncoding encoding) {
    return Decompressors.sequence(encoding, Long.SIZE).hasPayload() ? 1 : 0;
  }

  /// How many slots the leaf has, if the page has `rows` rows.
  static long leafSlots(PageLayout.Sparse layout, long rows) {
    long slots = rows;
    for (PageLayout.SparseLayer layer : layout.layers()) {
      slots =
          switch (layer) {
            case PageLayout.SparseLayer.Item _ -> slots;
            case PageLayout.SparseLayer.ListItems list -> list.itemCount();
            case PageLayout.SparseLayer.FixedSizeListItems list ->
                Bounds.multiply(slots, list.dimension(), "slots of a layer");
          };
    }
    return slots;
  }

  /// @param buffers those of the layers that have bytes, in order
  static SparseStructure parse(
      PageLayout.Sparse layout, long rows, List<MemorySegment> buffers, Scratch scratch) {
    return new SparseStructure(new Parser(buffers, scratch).parse(layout, rows));
  }

  private static final class Parser {
    private final List<MemorySegment> buffers;
    private final Scratch scratch;
    private int next;

    Parser(List<MemorySegment> buffers, Scratch scratch) {
      this.buffers = buffers;
      this.scratch = scratch;
    }

    List<Layer> parse(PageLayout.Sparse layout, long rows) {
      List<Layer> layers = new ArrayList<>(layout.layers().size());
      SlotSet within = SlotSet.range(0, rows);
      long slots = rows;
      for (PageLayout.SparseLayer encoded : layout.layers()) {
        Layer layer = layer(encoded, slots, within);
        layers.add(layer);
        slots =
            encoded instanceof PageLayout.SparseLayer.ListItems list
                ? list.itemCount()
                : slots * layer.dimension();
        within = layer.valid().children(layer);
      }
      return layers;
    }

    private Layer layer(PageLayout.SparseLayer encoded, long slots, SlotSet within) {
      long[] none = {};
      return switch (encoded) {
        case PageLayout.SparseLayer.Item(PageLayout.SparsePositions validity) ->
            new Layer(valid(validity, slots, within), false, none, none, 1);
        case PageLayout.SparseLayer.FixedSizeListItems(
                int dimension,
                PageLayout.SparsePositions validity) ->
            new Layer(valid(validity, slots, within), false, none, none, dimension);
        case PageLayout.SparseLayer.ListItems list -> {
          long[] nonEmpty = positions(list.nonEmpty(), slots);
          checkAscending(nonEmpty, slots);
          long[] before = itemsBefore(list, nonEmpty.length);
          SlotSet valid = valid(list.validity(), slots, within);
          yield new Layer(valid, true, nonEmpty, before, 1);
        }
      };
    }

    private static void checkAscending(long[] positions, long slots) {
      long last = -1;
      for (long position : positions) {
        Bounds.check(position > last && position < slots, "slot " + position + " of " + slots);
        last = position;
      }
    }

    private long[] itemsBefore(PageLayout.SparseLayer.ListItems list, int lists) {
      long[] counts = numbers(list.counts(), lists);
      long[] before = new long[lists + 1];
      for (int i = 0; i < lists; i++) {
        Bounds.check(counts[i] > 0, "list of " + counts[i] + " items among the non-empty ones");
        before[i + 1] = Bounds.add(before[i], counts[i], "items of lists");
      }
      Bounds.check(
          before[lists] == list.itemCount(),
          before[lists] + " items where there are " + list.itemCount());
      return before;
    }

    private SlotSet valid(PageLayout.SparsePositions positions, long slots, SlotSet within) {
      SlotSet said = set(positions, slots);
      return (positions.excluded() ? said.complement(slots) : said).intersect(within);
    }

    private SlotSet set(PageLayout.SparsePositions positions, long slots) {
      Bounds.check(positions.count() <= slots, positions.count() + " of " + slots + " slots");
      if (positions.encoding() instanceof CompressiveEncoding.Range(_, long start, long step)
          && step == 1) {
        Bounds.range(start, positions.count(), slots, "slots");
        return SlotSet.range(start, start + positions.count());
      }
      return SlotSet.of(positions(positions, slots), slots);
    }

    private long[] positions(PageLayout.SparsePositions positions, long slots) {
      Bounds.check(positions.count() <= slots, positions.count() + " of " + slots + " slots");
      return numbers(positions.encoding(), positions.count());
    }

    private long[] numbers(CompressiveEncoding encoding, long count) {
      BlockDecompressor decompressor = Decompressors.sequence(encoding, Long.SIZE);
      MemorySegment data = MemorySegment.NULL;
      if (decompressor.hasPayload()) {
        data = buffers.get(next++);
        Bounds.atMost(count, MOST_FREE_POSITIONS + data.byteSize() * 1024, "number of positions");
      } else {
        Bounds.atMost(count, MOST_FREE_POSITIONS, "number of positions");
      }
      scratch.reset();
      if (!(decompressor.decompress(data, count, scratch) instanceof DataBlock.FixedWidth block)
          || block.bits() != Long.SIZE) {
        throw new CorruptFileException("positions are not 64-bit numbers");
      }
      Bounds.range(0, count * Long.BYTES, block.data().byteSize(), "positions");
      long[] numbers = new long[(int) count];
      MemorySegment.copy(block.data(), LittleEndian.LONG, 0, numbers, 0, numbers.length);
      return numbers;
    }
  }
}
