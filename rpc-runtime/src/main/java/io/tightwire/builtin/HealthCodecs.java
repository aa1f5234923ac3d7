package io.tightwire.builtin;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/** Writes and reads what the methods of {@link Health} take and return. */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
final class HealthCodecs {
  static final Codec<Map<String, Boolean>> MAP_OF_STRING_TO_BOOLEAN =
      Codec.of(HealthCodecs::writeMapOfStringToBoolean, HealthCodecs::readMapOfStringToBoolean);

  private HealthCodecs() {}

  static void writeMapOfStringToBoolean(WireWriter out, Map<String, Boolean> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<String, Boolean> entry : value.entrySet()) {
      out.writeString(Codecs.nonNull(entry.getKey(), "A key"));
      Codecs.BOOLEAN.write(out, Codecs.nonNull(entry.getValue(), "A value"));
      count++;
    }
    out.endMap(start, count);
  }

  static Map<String, Boolean> readMapOfStringToBoolean(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<String, Boolean> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(
          Codecs.nonNull(in.readString(), "A key"),
          Codecs.nonNull(Codecs.BOOLEAN.read(in), "A value"));
    }
    in.endMap();
    return value;
  }
}
