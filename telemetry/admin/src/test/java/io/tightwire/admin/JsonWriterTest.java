package io.tightwire.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests what is written, character by character. */
final class JsonWriterTest {

  @Test
  void structureHasItsCommas() {
    JsonWriter json = new JsonWriter().beginObject().name("a").value(1).name("b").beginArray();
    json.value(true).beginObject().endObject().beginArray().endArray().value(0.5);
    json.endArray().name("c").values(List.of("x", "y")).name("d").value(Double.NaN).endObject();
    assertThat(json).hasToString("{\"a\":1,\"b\":[true,{},[],0.5],\"c\":[\"x\",\"y\"],\"d\":null}");
  }

  @Test
  void textsAreEscaped() {
    assertThat(new JsonWriter().value("a\"\\\n\u0000<&>'é\u2028\ud800z"))
        .hasToString(
            "\"a\\u0022\\u005c\\u000a\\u0000\\u003c\\u0026\\u003e\\u0027\\u00e9\\u2028\\ud800z\"");
  }
}
