package org.lance4j.manifest;

import com.google.protobuf.ByteString;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.lance4j.format.CorruptFileException;

/// A set of fragments by id, as small as it is stored. Immutable.
public final class FragmentIds {
  static final FragmentIds EMPTY = new FragmentIds(IntRuns.EMPTY);

  private final IntRuns runs;

  private FragmentIds(IntRuns runs) {
    this.runs = runs;
  }

  /// From the portable form of a 32-bit Roaring bitmap.
  ///
  /// @throws CorruptFileException when the bytes are none
  static FragmentIds parse(ByteString bitmap) {
    return new FragmentIds(RoaringFormat.parse(bitmap.asReadOnlyByteBuffer()));
  }

  public boolean contains(long fragmentId) {
    return runs.contains(fragmentId);
  }

  public long size() {
    return runs.size();
  }

  /// All of them, ascending: up to 2^32.
  public LongStream stream() {
    return IntStream.range(0, runs.runCount())
        .mapToObj(run -> LongStream.range(runs.start(run), runs.end(run)))
        .flatMapToLong(ids -> ids);
  }
}
