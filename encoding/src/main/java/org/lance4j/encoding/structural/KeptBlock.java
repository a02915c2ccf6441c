package org.lance4j.encoding.structural;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.lance4j.encoding.compression.DataBlock;
import org.lance4j.encoding.compression.FsstSymbols;
import org.lance4j.format.Bounds;

/// A decoded block that outlives the read that decoded it (a dictionary), in native memory that is
/// given back when nothing refers to it any more. Immutable.
///
/// @param bytes what the block weighs
record KeptBlock(DataBlock block, long bytes) {
  private static final long ALIGNMENT = 64;

  static KeptBlock copyOf(DataBlock block) {
    Copier copier = new Copier();
    DataBlock copy = copier.copy(block);
    return new KeptBlock(copy, copier.bytes);
  }

  private static final class Copier {
    private final Arena arena = Arena.ofAuto();
    private long bytes;

    DataBlock copy(DataBlock block) {
      return switch (block) {
        case DataBlock.FixedWidth(int bits, long count, MemorySegment data) ->
            new DataBlock.FixedWidth(bits, count, copy(data, (count * bits + 7) / 8));
        case DataBlock.VariableWidth variable -> copyVariable(variable);
        case DataBlock.Fsst(FsstSymbols symbols, DataBlock.VariableWidth compressed) ->
            new DataBlock.Fsst(symbols, copyVariable(compressed));
        case DataBlock.FixedSizeList list ->
            new DataBlock.FixedSizeList(
                list.dimension(),
                list.count(),
                list.validity() == null ? null : copy(list.validity(), list.validity().byteSize()),
                copy(list.items()));
        case DataBlock.PackedRows(int[] bits, long count, MemorySegment rows) ->
            new DataBlock.PackedRows(bits, count, copy(rows, rows.byteSize()));
        case DataBlock.Struct(long count, List<DataBlock> fields) ->
            new DataBlock.Struct(count, copyAll(fields));
        case DataBlock.Dictionary(DataBlock.FixedWidth indices, DataBlock items) ->
            new DataBlock.Dictionary((DataBlock.FixedWidth) copy(indices), copy(items));
        case DataBlock.Constant(long count, DataBlock value) ->
            new DataBlock.Constant(count, copy(value));
        case DataBlock.AllNull none -> none;
      };
    }

    private List<DataBlock> copyAll(List<DataBlock> blocks) {
      List<DataBlock> copies = new ArrayList<>(blocks.size());
      for (DataBlock block : blocks) {
        copies.add(copy(block));
      }
      return copies;
    }

    private DataBlock.VariableWidth copyVariable(DataBlock.VariableWidth block) {
      long offsets = (block.count() + 1) * block.offsetBits() / 8;
      return new DataBlock.VariableWidth(
          block.offsetBits(),
          block.count(),
          copy(block.offsets(), offsets),
          copy(block.bytes(), block.bytes().byteSize()));
    }

    private MemorySegment copy(MemorySegment source, long length) {
      Bounds.range(0, length, source.byteSize(), "decoded values");
      bytes += length;
      if (length == 0) {
        return MemorySegment.NULL;
      }
      MemorySegment copy = arena.allocate(length, ALIGNMENT);
      MemorySegment.copy(source, 0, copy, 0, length);
      return copy;
    }
  }
}
