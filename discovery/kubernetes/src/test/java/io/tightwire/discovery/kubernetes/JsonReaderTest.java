package io.tightwire.discovery.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  private static JsonObject read(String text) throws JsonException {
    return JsonReader.object(text.getBytes(UTF_8));
  }

  private static void assertRefused(String text, String why) {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> read(text))
        .withMessageContaining(why);
  }

  @Test
  void valuesOfAllKindsAreRead() throws Exception {
    JsonObject object =
        read(
            " {\"a\": \"x\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4ö\", \"b\":[ ],\"c\":[1,-20,0,1.5e+3,-0.25],"
                + "\"d\":{ },\"e\":true,\"f\":false,\"g\":null,\"h\":1234567890123456789012}\r\n\t");
    assertThat(object.members().get("a")).isEqualTo("x\"\\/\b\f\n\r\täö");
    assertThat(object.members().get("b")).isEqualTo(List.of());
    assertThat(object.members().get("c")).isEqualTo(List.of(1L, -20L, 0L, 1500.0, -0.25));
    assertThat(object.object("d").members()).isEmpty();
    assertThat(object.flagOr("e", false)).isTrue();
    assertThat(object.flagOr("f", true)).isFalse();
    assertThat(object.textOr("g", "missing")).isEqualTo("missing");
    assertThat(object.members().get("h")).isEqualTo(1.2345678901234568E21);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "{]",
        "[",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1}}",
        "{\"a\":1} x",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":1e}",
        "{\"a\":-}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u00\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"",
        "{\"a\":\"\\",
        "{\"a\":\"x\\n",
        "{/**/}",
        "\ufeff{}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":[1 2]}"
      })
  void whatOnlyResemblesJsonIsRefused(String text) {
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> read(text));
  }

  @Test
  void everyPrefixIsRefused() throws Exception {
    String whole = "{\"a\":[{\"b\":\"\\u00e4\\n\"},-1.5e-3,true,false,null]}";
    assertThat(read(whole).members()).hasSize(1);
    for (int i = 0; i < whole.length(); i++) {
      String part = whole.substring(0, i);
      assertThatExceptionOfType(JsonException.class).isThrownBy(() -> read(part));
    }
  }

  @Test
  void limitsHold() throws Exception {
    assertThat(read("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}").members()).hasSize(1);
    assertRefused("{\"a\":" + "[".repeat(100_000), "more than 32 deep");
    assertRefused("{\"a\":[0" + ",0".repeat(1_000_000) + "]}", "more than 1000000 values");
    assertRefused("{\"a\":1,\"a\":2}", "there twice");
    assertRefused("[]", "no object");
    byte[] bytes = "{\"a\":\"x\"}".getBytes(UTF_8);
    bytes[6] = (byte) 0xff;
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> JsonReader.object(bytes))
        .withMessage("it is not UTF-8");
    assertThat(Arrays.toString(bytes)).isNotEmpty();
  }

  @Test
  void membersOfAnotherTypeAreRefused() throws Exception {
    JsonObject object = read("{\"a\":1,\"b\":[\"x\",2],\"c\":70000,\"d\":1.5}");
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> object.text("a"));
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> object.text("missing"));
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> object.flagOr("a", true));
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> object.object("b"));
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> object.objects("a"));
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> object.texts("b"));
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> object.intOr("c", 0, 65_535));
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> object.intOr("d", 0, 65_535));
    assertThat(object.texts("missing")).isEmpty();
    assertThat(object.objectOrEmpty("missing").members()).isEmpty();
  }
}
