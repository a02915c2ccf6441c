package org.lance4j.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Documents by the grammar of RFC 8259.
class JsonTest {
  @Test
  void readsEveryKindOfValue() {
    Json.Members json =
        Json.members(
            " {\"a\" : [1, -2.5e+3, true, false, null, {}, []],\n\"b\":\"x\\\"\\\\\\/\\b\\f\\n\\r"
                + "\\t\\u00e9\\ud83d\\ude00é\", \"n\": null, \"i\": 9007199254740993,"
                + " \"o\":{\"k\":\"v\"}}\r\n");
    assertEquals(
        new Json.Items(
            List.of(
                new Json.Numeral("1"),
                new Json.Numeral("-2.5e+3"),
                new Json.Flag(true),
                new Json.Flag(false),
                new Json.Nothing(),
                new Json.Members(Map.of()),
                new Json.Items(List.of()))),
        json.values().get("a"));
    assertEquals("x\"\\/\b\f\n\r\té😀é", json.text("b", ""));
    assertEquals("none", json.text("n", "none"));
    assertEquals("none", json.text("absent", "none"));
    assertEquals(9007199254740993L, json.integer("i"));
    assertEquals(-1, json.integer("n", -1));
    assertEquals("v", json.object("o").text("k", ""));
    assertEquals(0, json.object("absent").names().size());
  }

  @Test
  void refusesMembersOfOtherKinds() {
    Json.Members json = Json.members("{\"a\": 1.5, \"t\": \"x\", \"b\": 9223372036854775808}");
    assertThrows(CorruptFileException.class, () -> json.text("a", ""));
    assertThrows(CorruptFileException.class, () -> json.integer("a"));
    assertThrows(CorruptFileException.class, () -> json.integer("b", 0));
    assertThrows(CorruptFileException.class, () -> json.integer("absent"));
    assertThrows(CorruptFileException.class, () -> json.object("t"));
    assertThrows(CorruptFileException.class, () -> Json.members("[]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "{", "}", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "tru",
        "nul", "01", "1.", ".5", "+1", "1e", "\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\n\"",
        "1 2", "[1]]", "NaN", "'a'"
      })
  void refusesWhatIsNoJson(String text) {
    assertThrows(CorruptFileException.class, () -> Json.parse(text));
  }

  @Test
  void endsAtDeepNesting() {
    assertThrows(CorruptFileException.class, () -> Json.parse("[".repeat(1_000_000)));
    String digits = "1".repeat(1_000_000);
    assertEquals(new Json.Numeral(digits), Json.parse(digits));
  }
}
