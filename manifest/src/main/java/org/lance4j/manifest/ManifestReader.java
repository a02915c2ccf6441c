package org.lance4j.manifest;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.lance4j.format.Bounds;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.NotFoundException;
import org.lance4j.format.UnsupportedFeatureException;
import org.lance4j.format.proto.TableProto;
import org.lance4j.io.Location;
import org.lance4j.io.ObjectReader;

/// One manifest file: the version that it describes, its indexes and its transaction. Immutable and
/// thread-safe.
///
/// ```
/// u32 length | IndexSection     only when the table has indexes; Manifest.index_section says where
/// u32 length | Transaction      not in all; Manifest.transaction_section says where
/// u32 length | Manifest         at position P
/// i64 P | i16 major | i16 minor | "LANC"
/// ```
///
/// All numbers are little-endian. The last 64 KiB are read at once, which is all of most manifests;
/// what lies before them is read when it is asked for.
public final class ManifestReader {
  /// How many bytes the first request asks for.
  public static final int TAIL_BYTES = 64 << 10;

  static final int MAX_MESSAGE_DEPTH = 32;
  private static final int TRAILER_BYTES = 16;
  private static final int MAGIC = 'L' | 'A' << 8 | 'N' << 16 | 'C' << 24;
  private static final int MAX_TRANSACTION_FILE_BYTES = 1 << 30;

  private final TableStorage storage;
  private final Location location;
  private final long sizeBytes;
  private final Manifest manifest;
  private final ByteString tail;

  private ManifestReader(
      TableStorage storage, Location location, long sizeBytes, Manifest manifest, ByteString tail) {
    this.storage = storage;
    this.location = location;
    this.sizeBytes = sizeBytes;
    this.manifest = manifest;
    this.tail = tail;
  }

  /// Reads the manifest at `location`.
  ///
  /// @throws NotFoundException when there is none
  /// @throws UnsupportedFeatureException when it needs what is not known here
  /// @throws CorruptFileException when it is damaged
  public static ManifestReader open(TableStorage storage, Location location) {
    try (ObjectReader file = storage.storeOf(location).open(location)) {
      return read(storage, location, file);
    } catch (CorruptFileException e) {
      throw e.at(location.toString(), -1);
    } catch (IOException e) {
      throw TableStorage.failure(location, e);
    }
  }

  private static ManifestReader read(TableStorage storage, Location location, ObjectReader file)
      throws IOException {
    long size = file.size();
    Bounds.check(size >= TRAILER_BYTES + 4, "manifest is too short");
    int tailLength = (int) Math.min(size, TAIL_BYTES);
    ByteString tail = bytes(file, size - tailLength, tailLength);
    ByteBuffer trailer = littleEndian(tail.substring(tailLength - TRAILER_BYTES));
    Bounds.check(trailer.getInt(12) == MAGIC, "manifest does not end with LANC");
    long position = trailer.getLong(0);
    long end = size - TRAILER_BYTES;
    Bounds.range(position, 4, end, "manifest message");
    long start = size - tailLength;
    if (position < start) {
      Bounds.toInt(size - position, Bounds.MAX_BUFFER, "length of the manifest");
      tail = bytes(file, position, (int) (start - position)).concat(tail);
      start = position;
    }
    ByteString section = tail.substring((int) (position - start), (int) (end - start));
    Bounds.check(
        lengthPrefix(section) == section.size() - 4,
        "manifest message is not of the length that it says");
    Manifest manifest =
        Manifest.of(parse(TableProto.Manifest.parser(), section.substring(4), "manifest"));
    return new ManifestReader(storage, location, size, manifest, tail);
  }

  private static ByteString bytes(ObjectReader file, long offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.read(offset, ByteBuffer.wrap(bytes));
    return UnsafeByteOperations.unsafeWrap(bytes);
  }

  /// A view from 0 on: that of `ByteString` begins wherever its bytes do in the array below.
  static ByteBuffer littleEndian(ByteString bytes) {
    return bytes.asReadOnlyByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long lengthPrefix(ByteString section) {
    return Integer.toUnsignedLong(littleEndian(section.substring(0, 4)).getInt());
  }

  static <T extends MessageLite> T parse(Parser<T> parser, ByteString bytes, String what) {
    try {
      CodedInputStream in = bytes.newCodedInput();
      in.setRecursionLimit(MAX_MESSAGE_DEPTH);
      T message = parser.parseFrom(in);
      in.checkLastTagWas(0);
      return message;
    } catch (InvalidProtocolBufferException e) {
      throw new CorruptFileException(what + " is damaged: " + e.getMessage());
    }
  }

  public Location location() {
    return location;
  }

  public long sizeBytes() {
    return sizeBytes;
  }

  public Manifest manifest() {
    return manifest;
  }

  /// The segments of all indexes.
  ///
  /// @throws CorruptFileException when the section is damaged
  public List<IndexEntry> indexes() {
    TableProto.Manifest message = manifest.message();
    if (!message.hasIndexSection()) {
      return List.of();
    }
    try {
      ByteString section = section(message.getIndexSection());
      return parse(TableProto.IndexSection.parser(), section, "index section")
          .getIndicesList()
          .stream()
          .map(IndexEntry::of)
          .toList();
    } catch (CorruptFileException e) {
      throw e.at(location.toString(), message.getIndexSection());
    }
  }

  /// What made this version: from the manifest itself, else from the file that it names; empty when
  /// neither is there.
  ///
  /// @param base the root of the table or branch
  /// @throws CorruptFileException when it is damaged
  public Optional<Transaction> transaction(Location base) {
    TableProto.Manifest message = manifest.message();
    if (message.hasTransactionSection() || message.hasTransactionSectionDeprecated()) {
      long position =
          message.hasTransactionSection()
              ? message.getTransactionSection()
              : message.getTransactionSectionDeprecated();
      try {
        return Optional.of(Transaction.parse(section(position)));
      } catch (CorruptFileException e) {
        throw e.at(location.toString(), position);
      }
    }
    String name = manifest.transactionFile();
    if (name.isEmpty() || !Location.isRelative(name)) {
      return Optional.empty();
    }
    Location file = base.resolve("_transactions").resolve(name);
    try {
      byte[] bytes = storage.readAll(file, MAX_TRANSACTION_FILE_BYTES);
      return Optional.of(Transaction.parse(ByteString.copyFrom(bytes)));
    } catch (NotFoundException e) {
      // Cleaned up, as may be.
      return Optional.empty();
    } catch (CorruptFileException e) {
      throw e.at(file.toString(), -1);
    }
  }

  /// The message behind the length prefix at `position` of the file.
  private ByteString section(long position) {
    long end = sizeBytes - TRAILER_BYTES;
    Bounds.range(position, 4, end, "section of the manifest");
    long start = sizeBytes - tail.size();
    if (position >= start) {
      ByteString rest = tail.substring((int) (position - start), (int) (end - start));
      long length = lengthPrefix(rest);
      Bounds.range(4, length, rest.size(), "section of the manifest");
      return rest.substring(4, (int) (4 + length));
    }
    try (ObjectReader file = storage.open(location)) {
      Bounds.range(position, 4, file.size(), "section of the manifest");
      long length = lengthPrefix(bytes(file, position, 4));
      Bounds.range(position + 4, length, Math.min(end, file.size()), "section of the manifest");
      return bytes(file, position + 4, Bounds.toInt(length, Bounds.MAX_BUFFER, "length"));
    } catch (IOException e) {
      throw TableStorage.failure(location, e);
    }
  }
}
