package org.lance4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lance4j.cli.Rows.field;
import static org.lance4j.cli.Rows.vector;

import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.Test;

final class CsvTest {
  @Test
  void quotesAsTheRfcSays() {
    try (BufferAllocator allocator = new RootAllocator()) {
      String[] values = {"plain", "a,b", "say \"hi\"", "two\nlines", "", null, " é "};
      String text =
          Rows.text(
              OutputFormat.CSV,
              vector(
                  allocator,
                  field("name, quoted", MinorType.VARCHAR.getType()),
                  VarCharVector.class,
                  values.length,
                  v -> {
                    for (int i = 0; i < values.length; i++) {
                      if (values[i] != null) {
                        v.setSafe(i, values[i].getBytes(StandardCharsets.UTF_8));
                      }
                    }
                  }),
              vector(
                  allocator,
                  field("n", MinorType.INT.getType()),
                  IntVector.class,
                  values.length,
                  v -> v.set(0, 7)));
      assertEquals(
          """
          "name, quoted",n
          plain,7
          "a,b",
          "say ""hi""\",
          "two
          lines",
          "",
          ,
           é ,
          """,
          text);
    }
  }

  @Test
  void valuesAreThoseOfJson() {
    try (BufferAllocator allocator = new RootAllocator()) {
      String text =
          Rows.text(
              OutputFormat.CSV,
              vector(
                  allocator,
                  field("d", new ArrowType.Date(DateUnit.DAY)),
                  DateDayVector.class,
                  2,
                  v -> v.set(0, 20512)),
              vector(
                  allocator,
                  field("f", MinorType.FLOAT8.getType()),
                  Float8Vector.class,
                  2,
                  v -> {
                    v.set(0, Double.NaN);
                    v.set(1, 0.5);
                  }),
              vector(
                  allocator,
                  field("l", new ArrowType.List(), field("item", MinorType.VARCHAR.getType())),
                  ListVector.class,
                  2,
                  v -> {
                    VarCharVector items = (VarCharVector) v.getDataVector();
                    v.startNewValue(0);
                    items.setSafe(0, "x".getBytes(StandardCharsets.UTF_8));
                    items.setSafe(1, "y".getBytes(StandardCharsets.UTF_8));
                    v.endValue(0, 2);
                  }));
      assertEquals("d,f,l\n2026-02-28,NaN,\"[\"\"x\"\",\"\"y\"\"]\"\n,0.5,\n", text);
    }
  }
}
