package io.tightwire.builtin;

import io.tightwire.LaneStats;
import io.tightwire.LatencyHistogram;
import io.tightwire.MethodStats;
import io.tightwire.RejectionReason;
import io.tightwire.RpcStatus;
import io.tightwire.ServerStats;
import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.EnumCodec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/** Writes and reads what the methods of {@link Introspection} take and return. */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
final class IntrospectionCodecs {
  static final EnumCodec<RpcStatus> RPC_STATUS = new EnumCodec<>("RpcStatus", RpcStatus.values());

  static final EnumCodec<RejectionReason> REJECTION_REASON =
      new EnumCodec<>("RejectionReason", RejectionReason.values());

  static final Codec<List<String>> LIST_OF_STRING =
      Codec.of(IntrospectionCodecs::writeListOfString, IntrospectionCodecs::readListOfString);

  static final Codec<Optional<String>> OPTIONAL_OF_STRING =
      Codec.of(
          IntrospectionCodecs::writeOptionalOfString, IntrospectionCodecs::readOptionalOfString);

  static final Codec<ServerInfo> SERVER_INFO =
      Codec.of(IntrospectionCodecs::writeServerInfo, IntrospectionCodecs::readServerInfo);

  static final Codec<ServerStats> SERVER_STATS =
      Codec.of(IntrospectionCodecs::writeServerStats, IntrospectionCodecs::readServerStats);

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

  static void writeServerStats(WireWriter out, ServerStats value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(6);
    Codecs.DURATION.write(out, Codecs.nonNull(value.uptime(), "ServerStats.uptime"));
    out.writeInt(value.connections());
    writeMapOfStringToLaneStats(out, Codecs.nonNull(value.lanes(), "ServerStats.lanes"));
    writeListOfMethodStats(out, Codecs.nonNull(value.methods(), "ServerStats.methods"));
    writeMapOfRejectionReasonToLong(out, Codecs.nonNull(value.rejected(), "ServerStats.rejected"));
    out.writeLong(value.rejectionsNotReported());
    out.endArray();
  }

  static ServerStats readServerStats(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Duration uptime =
        Codecs.nonNull(present > 0 ? Codecs.DURATION.read(in) : null, "ServerStats.uptime");
    int connections = present > 1 ? in.readInt() : 0;
    Map<String, LaneStats> lanes =
        Codecs.nonNull(
            present > 2 ? readMapOfStringToLaneStats(in) : new LinkedHashMap<>(),
            "ServerStats.lanes");
    List<MethodStats> methods =
        Codecs.nonNull(
            present > 3 ? readListOfMethodStats(in) : new ArrayList<>(), "ServerStats.methods");
    Map<RejectionReason, Long> rejected =
        Codecs.nonNull(
            present > 4 ? readMapOfRejectionReasonToLong(in) : new LinkedHashMap<>(),
            "ServerStats.rejected");
    long rejectionsNotReported = present > 5 ? in.readLong() : 0;
    in.endArray(present - 6);
    try {
      return new ServerStats(uptime, connections, lanes, methods, rejected, rejectionsNotReported);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("ServerStats", e);
    }
  }

  static void writeLaneStats(WireWriter out, LaneStats value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(4);
    out.writeInt(value.running());
    out.writeInt(value.queued());
    out.writeInt(value.concurrency());
    out.writeInt(value.maxQueued());
    out.endArray();
  }

  static LaneStats readLaneStats(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int running = present > 0 ? in.readInt() : 0;
    int queued = present > 1 ? in.readInt() : 0;
    int concurrency = present > 2 ? in.readInt() : 0;
    int maxQueued = present > 3 ? in.readInt() : 0;
    in.endArray(present - 4);
    try {
      return new LaneStats(running, queued, concurrency, maxQueued);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("LaneStats", e);
    }
  }

  static void writeMethodStats(WireWriter out, MethodStats value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(7);
    out.writeString(Codecs.nonNull(value.service(), "MethodStats.service"));
    out.writeString(Codecs.nonNull(value.method(), "MethodStats.method"));
    out.writeInt(value.open());
    out.writeInt(value.queued());
    out.writeLong(value.started());
    writeMapOfRpcStatusToLong(out, Codecs.nonNull(value.ended(), "MethodStats.ended"));
    writeLatencyHistogram(out, Codecs.nonNull(value.latency(), "MethodStats.latency"));
    out.endArray();
  }

  static MethodStats readMethodStats(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String service = Codecs.nonNull(present > 0 ? in.readString() : null, "MethodStats.service");
    String method = Codecs.nonNull(present > 1 ? in.readString() : null, "MethodStats.method");
    int open = present > 2 ? in.readInt() : 0;
    int queued = present > 3 ? in.readInt() : 0;
    long started = present > 4 ? in.readLong() : 0;
    Map<RpcStatus, Long> ended =
        Codecs.nonNull(
            present > 5 ? readMapOfRpcStatusToLong(in) : new LinkedHashMap<>(),
            "MethodStats.ended");
    LatencyHistogram latency =
        Codecs.nonNull(present > 6 ? readLatencyHistogram(in) : null, "MethodStats.latency");
    in.endArray(present - 7);
    try {
      return new MethodStats(service, method, open, queued, started, ended, latency);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("MethodStats", e);
    }
  }

  static void writeLatencyHistogram(WireWriter out, LatencyHistogram value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeListOfLong(out, Codecs.nonNull(value.counts(), "LatencyHistogram.counts"));
    out.endArray();
  }

  static LatencyHistogram readLatencyHistogram(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    List<Long> counts =
        Codecs.nonNull(
            present > 0 ? readListOfLong(in) : new ArrayList<>(), "LatencyHistogram.counts");
    in.endArray(present - 1);
    try {
      return new LatencyHistogram(counts);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("LatencyHistogram", e);
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

  static void writeMapOfStringToLaneStats(WireWriter out, Map<String, LaneStats> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<String, LaneStats> entry : value.entrySet()) {
      out.writeString(Codecs.nonNull(entry.getKey(), "A key"));
      writeLaneStats(out, Codecs.nonNull(entry.getValue(), "A value"));
      count++;
    }
    out.endMap(start, count);
  }

  static Map<String, LaneStats> readMapOfStringToLaneStats(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<String, LaneStats> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(
          Codecs.nonNull(in.readString(), "A key"), Codecs.nonNull(readLaneStats(in), "A value"));
    }
    in.endMap();
    return value;
  }

  static void writeListOfMethodStats(WireWriter out, List<MethodStats> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeMethodStats(out, Codecs.nonNull(value.get(i), "An element"));
      }
      out.endArray();
    } else {
      int count = 0;
      for (MethodStats element : value) {
        writeMethodStats(out, Codecs.nonNull(element, "An element"));
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<MethodStats> readListOfMethodStats(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<MethodStats> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.nonNull(readMethodStats(in), "An element"));
    }
    in.endArray(0);
    return value;
  }

  static void writeMapOfRejectionReasonToLong(WireWriter out, Map<RejectionReason, Long> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<RejectionReason, Long> entry : value.entrySet()) {
      REJECTION_REASON.write(out, Codecs.nonNull(entry.getKey(), "A key"));
      Codecs.LONG.write(out, Codecs.nonNull(entry.getValue(), "A value"));
      count++;
    }
    out.endMap(start, count);
  }

  static Map<RejectionReason, Long> readMapOfRejectionReasonToLong(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<RejectionReason, Long> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(
          Codecs.nonNull(REJECTION_REASON.read(in), "A key"),
          Codecs.nonNull(Codecs.LONG.read(in), "A value"));
    }
    in.endMap();
    return value;
  }

  static void writeMapOfRpcStatusToLong(WireWriter out, Map<RpcStatus, Long> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<RpcStatus, Long> entry : value.entrySet()) {
      RPC_STATUS.write(out, Codecs.nonNull(entry.getKey(), "A key"));
      Codecs.LONG.write(out, Codecs.nonNull(entry.getValue(), "A value"));
      count++;
    }
    out.endMap(start, count);
  }

  static Map<RpcStatus, Long> readMapOfRpcStatusToLong(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<RpcStatus, Long> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(
          Codecs.nonNull(RPC_STATUS.read(in), "A key"),
          Codecs.nonNull(Codecs.LONG.read(in), "A value"));
    }
    in.endMap();
    return value;
  }

  static void writeListOfLong(WireWriter out, List<Long> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        Codecs.LONG.write(out, Codecs.nonNull(value.get(i), "An element"));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Long element : value) {
        Codecs.LONG.write(out, Codecs.nonNull(element, "An element"));
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Long> readListOfLong(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Long> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.nonNull(Codecs.LONG.read(in), "An element"));
    }
    in.endArray(0);
    return value;
  }
}
