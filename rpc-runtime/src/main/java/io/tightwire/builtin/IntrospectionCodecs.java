package io.tightwire.builtin;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/** Writes and reads what the methods of {@link Introspection} take and return. */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
final class IntrospectionCodecs {
  static final Codec<List<String>> LIST_OF_STRING =
      Codec.of(IntrospectionCodecs::writeListOfString, IntrospectionCodecs::readListOfString);

  static final Codec<Optional<String>> OPTIONAL_OF_STRING =
      Codec.of(
          IntrospectionCodecs::writeOptionalOfString, IntrospectionCodecs::readOptionalOfString);

  static final Codec<ServerInfo> SERVER_INFO =
      Codec.of(IntrospectionCodecs::writeServerInfo, IntrospectionCodecs::readServerInfo);

  private IntrospectionCodecs() {}

  static void writeServerInfo(WireWriter out, ServerInfo value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(7);
    out.writeString(Codecs.nonNull(value.version(), "ServerInfo.version"));
    Codecs.INSTANT.write(out, Codecs.nonNull(value.started(), "ServerInfo.started"));
    Codecs.DURATION.write(out, Codecs.nonNull(value.uptime(), "ServerInfo.uptime"));
    writeListOfString(out, Codecs.nonNull(value.endpoints(), "ServerInfo.endpoints"));
    out.writeInt(value.connections());
    out.writeInt(value.openCalls());
    writeListOfString(out, Codecs.nonNull(value.failingChecks(), "ServerInfo.failingChecks"));
    out.endArray();
  }

  static ServerInfo readServerInfo(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String version = Codecs.nonNull(present > 0 ? in.readString() : null, "ServerInfo.version");
    Instant started =
        Codecs.nonNull(present > 1 ? Codecs.INSTANT.read(in) : null, "ServerInfo.started");
    Duration uptime =
        Codecs.nonNull(present > 2 ? Codecs.DURATION.read(in) : null, "ServerInfo.uptime");
    List<String> endpoints =
        Codecs.nonNull(
            present > 3 ? readListOfString(in) : new ArrayList<>(), "ServerInfo.endpoints");
    int connections = present > 4 ? in.readInt() : 0;
    int openCalls = present > 5 ? in.readInt() : 0;
    List<String> failingChecks =
        Codecs.nonNull(
            present > 6 ? readListOfString(in) : new ArrayList<>(), "ServerInfo.failingChecks");
    in.endArray(present - 7);
    try {
      return new ServerInfo(
          version, started, uptime, endpoints, connections, openCalls, failingChecks);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("ServerInfo", e);
    }
  }

  static void writeListOfString(WireWriter out, List<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        out.writeString(Codecs.nonNull(value.get(i), "An element"));
      }
      out.endArray();
    } else {
      int count = 0;
      for (String element : value) {
        out.writeString(Codecs.nonNull(element, "An element"));
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<String> readListOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<String> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.nonNull(in.readString(), "An element"));
    }
    in.endArray(0);
    return value;
  }

  static void writeOptionalOfString(WireWriter out, Optional<String> value) {
    out.writeString(value == null ? null : value.orElse(null));
  }

  static Optional<String> readOptionalOfString(WireReader in) {
    return Optional.ofNullable(in.readString());
  }
}
