package org.lance4j.manifest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Type;
import org.lance4j.encoding.compression.GeneralCodec;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.UnsupportedFeatureException;

/// A deletion file in the Arrow file format: batches of one column of 32-bit row numbers without
/// nulls, bodies plain or compressed with zstd.
///
/// ```
/// "ARROW1" pad | batches | Footer | i32 length of it | "ARROW1"
/// batch: FFFFFFFF | i32 length | Message, padded | body
/// ```
///
/// A buffer of a compressed body begins with its plain length, `i64`; -1 means that it is plain.
///
/// Read by its descriptors alone: Arrow's own reader allocates what a damaged file asks for.
final class ArrowDeletions {
  private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

  /// Numbers that all differ take a good part of a byte each, however they are compressed; what
  /// claims to expand further than this would only fill the memory.
  private static final long MAX_EXPANSION = 1 << 10;

  private final ByteBuffer file;

  private ArrowDeletions(ByteBuffer file) {
    this.file = file;
  }

  /// The row numbers, unsigned, in the order of the file.
  ///
  /// @throws CorruptFileException when the bytes are no such file
  static int[] parse(byte[] bytes) {
    try {
      return new ArrowDeletions(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)).rows();
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      // Descriptors are flat buffers, whose accessors follow offsets and throw these.
      throw new CorruptFileException("Arrow file is damaged: " + e.getMessage());
    }
  }

  private int[] rows() {
    int size = file.limit();
    Bounds.check(size >= 2 * MAGIC.length + 6, "Arrow file is too short");
    byte[] magic = new byte[MAGIC.length];
    file.get(size - magic.length, magic);
    Bounds.check(Arrays.equals(magic, MAGIC), "Arrow file does not end with ARROW1");
    int footerEnd = size - magic.length - 4;
    int length = file.getInt(footerEnd);
    Bounds.range((long) footerEnd - length, length, footerEnd, "footer of an Arrow file");
    Footer footer = Footer.getRootAsFooter(part(footerEnd - length, length));
    checkSchema(footer);
    int[] rows = new int[0];
    long bodies = 0;
    for (int i = 0; i < footer.recordBatchesLength(); i++) {
      Block block = footer.recordBatches(i);
      bodies = Bounds.add(bodies, block.bodyLength(), "bodies of an Arrow file");
      Bounds.check(block.bodyLength() >= 0 && bodies <= size, "batches of an Arrow file overlap");
      rows = append(rows, block);
    }
    return rows;
  }

  private static void checkSchema(Footer footer) {
    Bounds.check(
        footer.schema() != null && footer.schema().fieldsLength() == 1,
        "deletion file does not have one column");
    Field field = footer.schema().fields(0);
    Int type = field.typeType() == Type.Int ? (Int) field.type(new Int()) : null;
    Bounds.check(
        type != null && type.bitWidth() == 32 && field.dictionary() == null,
        "deletion file does not hold 32-bit integers");
  }

  private int[] append(int[] rows, Block block) {
    RecordBatch batch = batch(block);
    int count = Bounds.toInt(batch.length(), Integer.MAX_VALUE / 4, "rows of a deletion file");
    Bounds.check(batch.nodesLength() == 1 && batch.buffersLength() == 2, "batch of other columns");
    Bounds.check(batch.nodes(0).nullCount() == 0, "deletion file holds nulls");
    Bounds.check(batch.nodes(0).length() == count, "column is not as long as its batch");
    Buffer values = batch.buffers(1);
    Bounds.range(values.offset(), values.length(), block.bodyLength(), "buffer of an Arrow file");
    long start = block.offset() + block.metaDataLength() + values.offset();
    Bounds.range(start, values.length(), file.limit(), "buffer of an Arrow file");
    ByteBuffer numbers = part((int) start, (int) values.length());
    if (batch.compression() != null && count > 0) {
      if (batch.compression().codec() != CompressionType.ZSTD) {
        throw new UnsupportedFeatureException(
            "deletion file compressed with " + CompressionType.name(batch.compression().codec()));
      }
      numbers = decompressed(numbers, 4 * count);
    }
    Bounds.check(numbers.remaining() >= 4L * count, "buffer of a deletion file is too short");
    int[] all = Arrays.copyOf(rows, Math.addExact(rows.length, count));
    numbers.asIntBuffer().get(all, rows.length, count);
    return all;
  }

  private RecordBatch batch(Block block) {
    Bounds.range(block.offset(), 8, file.limit(), "batch of an Arrow file");
    int at = (int) block.offset();
    int marker = file.getInt(at);
    int prefix = marker == -1 ? 8 : 4;
    int length = marker == -1 ? file.getInt(at + 4) : marker;
    Bounds.check(
        length >= 0 && length <= block.metaDataLength() - prefix, "message is not of its length");
    Bounds.range(at + prefix, length, file.limit(), "message of an Arrow file");
    Message message = Message.getRootAsMessage(part(at + prefix, length));
    RecordBatch batch =
        message.headerType() == MessageHeader.RecordBatch
            ? (RecordBatch) message.header(new RecordBatch())
            : null;
    if (batch == null) {
      throw new CorruptFileException("message of an Arrow file is no batch");
    }
    return batch;
  }

  private static ByteBuffer decompressed(ByteBuffer source, int plainBytes) {
    Bounds.check(source.remaining() >= 8, "buffer of a deletion file is too short");
    long stated = source.getLong();
    if (stated == -1) {
      return source.slice().order(ByteOrder.LITTLE_ENDIAN);
    }
    Bounds.check(stated >= plainBytes, "buffer of a deletion file is too short");
    long most = Bounds.multiply(source.remaining(), MAX_EXPANSION, "size of a buffer");
    int size = Bounds.toInt(stated, Math.min(most, Bounds.MAX_BUFFER), "size of a buffer");
    ByteBuffer target = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    int written = GeneralCodec.zstd().decompress(source, target);
    Bounds.check(written == size, "buffer of a deletion file is not of its size");
    return target.flip();
  }

  private ByteBuffer part(int offset, int length) {
    return file.slice(offset, length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
