package org.lance4j.manifest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lance4j.format.Bounds;

/// Finds live rows by stable row id. Immutable and thread-safe.
///
/// An id is in several fragments when its row was rewritten: in all but one of them it is deleted.
/// Ranges of ids stay ranges; only ids that lie scattered are spread out, 32 bytes each.
///
/// A row's address is `fragment id << 32 | physical row`.
public final class RowIdIndex {
  /// What is found for an id that no live row has.
  public static final long ABSENT = -1;

  private final Chunk[] chunks;
  private final long[] greatestSoFar;
  private final IdTable scattered;

  /// The rows of a fragment.
  ///
  /// @param physicalRows how many rows its files have; ids beyond them are of no row
  public record FragmentRows(
      long fragmentId, long physicalRows, RowIdSequence ids, DeletionVector deleted) {
    public FragmentRows {
      Bounds.atMost(fragmentId, 0xFFFF_FFFFL, "fragment id");
      Bounds.atMost(physicalRows, 1L << 32, "rows of a fragment");
    }

    private long address(long row) {
      return row >= physicalRows || deleted.contains(row) ? ABSENT : fragmentId << 32 | row;
    }
  }

  /// A segment of a fragment's ids whose first is that of row `start`.
  private record Chunk(FragmentRows rows, long start, IdSegment ids) {}

  private RowIdIndex(Chunk[] chunks, IdTable scattered) {
    this.chunks = chunks;
    this.greatestSoFar = new long[chunks.length];
    long greatest = -1;
    for (int i = 0; i < chunks.length; i++) {
      greatest = Math.max(greatest, chunks[i].ids.max());
      greatestSoFar[i] = greatest;
    }
    this.scattered = scattered;
  }

  public static RowIdIndex of(List<FragmentRows> fragments) {
    List<Chunk> chunks = new ArrayList<>();
    List<Chunk> arrays = new ArrayList<>();
    long scattered = 0;
    for (FragmentRows rows : fragments) {
      long start = 0;
      for (IdSegment ids : rows.ids.segments()) {
        Chunk chunk = new Chunk(rows, start, ids);
        switch (ids) {
          case IdSegment.Range _, IdSegment.RangeWithHoles _, IdSegment.RangeWithBitmap _ ->
              chunks.add(chunk);
          case IdSegment.SortedArray _, IdSegment.UnsortedArray _ -> {
            arrays.add(chunk);
            scattered += ids.length();
          }
        }
        start += ids.length();
      }
    }
    chunks.sort(Comparator.comparingLong(chunk -> chunk.ids.min()));
    IdTable table = new IdTable(Bounds.toInt(scattered, IdTable.MAX_SIZE, "scattered row ids"));
    for (Chunk chunk : arrays) {
      for (long i = 0; i < chunk.ids.length(); i++) {
        long address = chunk.rows.address(chunk.start + i);
        if (address != ABSENT) {
          table.put(chunk.ids.get(i), address);
        }
      }
    }
    return new RowIdIndex(chunks.toArray(new Chunk[0]), table);
  }

  /// The address of the live row with this id, or [#ABSENT].
  public long addressOf(long id) {
    if (id < 0) {
      return ABSENT;
    }
    for (int i = lastBeginningAtOrBefore(id); i >= 0 && greatestSoFar[i] >= id; i--) {
      Chunk chunk = chunks[i];
      long index = chunk.ids.indexOf(id);
      long address = index < 0 ? ABSENT : chunk.rows.address(chunk.start + index);
      if (address != ABSENT) {
        return address;
      }
    }
    return scattered.get(id);
  }

  private int lastBeginningAtOrBefore(long id) {
    int low = 0;
    int high = chunks.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (chunks[middle].ids.min() > id) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low - 1;
  }
}
