package org.lance4j.manifest;

import com.google.protobuf.ByteString;
import java.util.Map;
import org.lance4j.format.CorruptFileException;
import org.lance4j.format.proto.TransactionProto;

/// `lance.table.Transaction`: what a version of a table did to the one before. Immutable.
///
/// @param readVersion the version that it was made from
/// @param operation the kind; those of later releases are [Operation#UNKNOWN]
/// @param message all of it
public record Transaction(
    long readVersion,
    String uuid,
    Map<String, String> properties,
    Operation operation,
    TransactionProto.Transaction message) {
  /// What a transaction can do.
  public enum Operation {
    APPEND("Append"),
    DELETE("Delete"),
    OVERWRITE("Overwrite"),
    CREATE_INDEX("CreateIndex"),
    REWRITE("Rewrite"),
    MERGE("Merge"),
    RESTORE("Restore"),
    RESERVE_FRAGMENTS("ReserveFragments"),
    UPDATE("Update"),
    PROJECT("Project"),
    UPDATE_CONFIG("UpdateConfig"),
    DATA_REPLACEMENT("DataReplacement"),
    UPDATE_MEM_WAL_STATE("UpdateMemWalState"),
    CLONE("Clone"),
    UPDATE_BASES("UpdateBases"),
    DATA_OVERLAY("DataOverlay"),
    UNKNOWN("Unknown");

    private final String label;

    Operation(String label) {
      this.label = label;
    }

    /// As upstream names it.
    @Override
    public String toString() {
      return label;
    }
  }

  public Transaction {
    properties = Map.copyOf(properties);
  }

  /// @throws CorruptFileException when the bytes are no transaction
  static Transaction parse(ByteString bytes) {
    TransactionProto.Transaction message =
        ManifestReader.parse(TransactionProto.Transaction.parser(), bytes, "transaction");
    return new Transaction(
        message.getReadVersion(),
        message.getUuid(),
        message.getTransactionPropertiesMap(),
        operation(message),
        message);
  }

  private static Operation operation(TransactionProto.Transaction message) {
    return switch (message.getOperationCase()) {
      case APPEND -> Operation.APPEND;
      case DELETE -> Operation.DELETE;
      case OVERWRITE -> Operation.OVERWRITE;
      case CREATE_INDEX -> Operation.CREATE_INDEX;
      case REWRITE -> Operation.REWRITE;
      case MERGE -> Operation.MERGE;
      case RESTORE -> Operation.RESTORE;
      case RESERVE_FRAGMENTS -> Operation.RESERVE_FRAGMENTS;
      case UPDATE -> Operation.UPDATE;
      case PROJECT -> Operation.PROJECT;
      case UPDATE_CONFIG -> Operation.UPDATE_CONFIG;
      case DATA_REPLACEMENT -> Operation.DATA_REPLACEMENT;
      case UPDATE_MEM_WAL_STATE -> Operation.UPDATE_MEM_WAL_STATE;
      case CLONE -> Operation.CLONE;
      case UPDATE_BASES -> Operation.UPDATE_BASES;
      case DATA_OVERLAY -> Operation.DATA_OVERLAY;
      case OPERATION_NOT_SET -> Operation.UNKNOWN;
    };
  }
}
