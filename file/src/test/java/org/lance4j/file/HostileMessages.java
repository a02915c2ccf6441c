package org.lance4j.file;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.lance4j.format.proto.Encodings20Proto;
import org.lance4j.format.proto.Encodings21Proto;
import org.lance4j.format.proto.Encodings23Proto;
import org.lance4j.format.proto.File2Proto;

/// Messages in which one thing is a lie, however deep it lies, also inside of the encodings that
/// are kept as bytes.
final class HostileMessages {
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    63,
    255,
    65_536,
    (1L << 30) - 1,
    Integer.MAX_VALUE,
    1L << 31,
    1L << 32,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final Random random;

  HostileMessages(Random random) {
    this.random = random;
  }

  /// The message with one of its numbers, bytes or flags changed.
  Message lieIn(Message message) {
    return switch (message) {
      case Any any -> inside(any);
      case File2Proto.DirectEncoding direct ->
          direct.toBuilder().setEncoding(lieIn(parse(direct.getEncoding())).toByteString()).build();
      default -> inField(message);
    };
  }

  private static Any parse(ByteString bytes) {
    try {
      return Any.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private Message inside(Any any) {
    String type = any.getTypeUrl().substring(any.getTypeUrl().lastIndexOf('/') + 1);
    try {
      Message value =
          switch (type) {
            case "lance.encodings.ArrayEncoding" ->
                Encodings20Proto.ArrayEncoding.parseFrom(any.getValue());
            case "lance.encodings.ColumnEncoding" ->
                Encodings20Proto.ColumnEncoding.parseFrom(any.getValue());
            case "lance.encodings21.PageLayout" ->
                Encodings21Proto.PageLayout.parseFrom(any.getValue());
            case "lance.encodings23.PlanarLayout" ->
                Encodings23Proto.PlanarLayout.parseFrom(any.getValue());
            default -> throw new AssertionError("encoding " + type);
          };
      return any.toBuilder().setValue(lieIn(value).toByteString()).build();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private Message inField(Message message) {
    List<FieldDescriptor> fields = new ArrayList<>(message.getAllFields().keySet());
    // numbers that are 0 are not there; messages that are there weigh more
    fields.addAll(message.getAllFields().keySet());
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE && !field.isRepeated()) {
        fields.add(field);
      }
    }
    if (fields.isEmpty()) {
      return message;
    }
    FieldDescriptor field = fields.get(random.nextInt(fields.size()));
    Message.Builder builder = message.toBuilder();
    if (!field.isRepeated()) {
      return builder.setField(field, lie(field, message.getField(field))).build();
    }
    int count = message.getRepeatedFieldCount(field);
    int index = random.nextInt(count);
    Object value = message.getRepeatedField(field, index);
    if (random.nextInt(8) == 0) {
      return builder.addRepeatedField(field, value).build();
    }
    return builder.setRepeatedField(field, index, lie(field, value)).build();
  }

  private Object lie(FieldDescriptor field, Object value) {
    return switch (field.getJavaType()) {
      case INT -> (int) number((int) value);
      case LONG -> number((long) value);
      case BOOLEAN -> !(boolean) value;
      case BYTE_STRING -> bytes((ByteString) value);
      case ENUM ->
          field
              .getEnumType()
              .getValues()
              .get(random.nextInt(field.getEnumType().getValues().size()));
      case MESSAGE -> lieIn((Message) value);
      case STRING -> random.nextBoolean() ? "" : value + "~";
      case FLOAT, DOUBLE -> value;
    };
  }

  private long number(long value) {
    return switch (random.nextInt(4)) {
      case 0 -> value + 1 - 2L * random.nextInt(2);
      case 1 -> value ^ 1L << random.nextInt(16);
      default -> NUMBERS[random.nextInt(NUMBERS.length)];
    };
  }

  private ByteString bytes(ByteString value) {
    if (value.isEmpty() || random.nextInt(4) == 0) {
      return value.concat(ByteString.copyFrom(new byte[] {-1}));
    }
    int at = random.nextInt(value.size());
    if (random.nextBoolean()) {
      return value.substring(0, at);
    }
    byte[] changed = value.toByteArray();
    changed[at] ^= (byte) (1 << random.nextInt(8));
    return ByteString.copyFrom(changed);
  }
}
