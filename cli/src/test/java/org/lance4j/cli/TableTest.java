package org.lance4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lance4j.cli.Rows.field;
import static org.lance4j.cli.Rows.vector;

import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.Types.MinorType;
import org.junit.jupiter.api.Test;

final class TableTest {
  @Test
  void alignsByPlacesOnTheTerminal() {
    try (BufferAllocator allocator = new RootAllocator()) {
      String[] values = {"日本", "e\u0301", "\u001b[31m", "x".repeat(100), null};
      String text =
          Rows.text(
              OutputFormat.TABLE,
              vector(
                  allocator,
                  field("s", MinorType.VARCHAR.getType()),
                  VarCharVector.class,
                  values.length,
                  v -> {
                    for (int i = 0; i < 4; i++) {
                      v.setSafe(i, values[i].getBytes(StandardCharsets.UTF_8));
                    }
                  }),
              vector(
                  allocator,
                  field("number", MinorType.INT.getType()),
                  IntVector.class,
                  values.length,
                  v -> {
                    v.set(0, 5);
                    v.set(1, -123456789);
                  }));
      String[] expected = {
        "s" + " ".repeat(60) + "      number",
        "-".repeat(61) + "  ----------",
        "日本" + " ".repeat(57) + "           5",
        "e\u0301" + " ".repeat(60) + "  -123456789",
        "\\u001b[31m" + " ".repeat(51) + "        null",
        "x".repeat(60) + "…" + "        null",
        "null" + " ".repeat(57) + "        null",
      };
      assertEquals(String.join("\n", expected) + "\n", text);
    }
  }
}
