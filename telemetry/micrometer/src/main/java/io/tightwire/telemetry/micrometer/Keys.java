package io.tightwire.telemetry.micrometer;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.tightwire.CallEnd;
import io.tightwire.RpcStatus;
import io.tightwire.Target;
import java.util.Locale;

/** The names of keys, and values that both sides have. */
final class Keys {

  static final String SYSTEM = "rpc.system.name";
  static final String METHOD = "rpc.method";
  static final String METHOD_ORIGINAL = "rpc.method_original";
  static final String STATUS_CODE = "rpc.status_code";
  static final String ERROR_TYPE = "error.type";
  static final String SERVER_ADDRESS = "server.address";
  static final String SERVER_PORT = "server.port";

  /** The server that responded, or was contacted last: its endpoint. */
  static final String SERVER_ENDPOINT = "tightwire.server.endpoint";

  /** Items of the streams of a call. */
  static final String ITEMS_SENT = "tightwire.items.sent";

  static final String ITEMS_RECEIVED = "tightwire.items.received";

  static final String SERVER_STATE = "tightwire.server.state";
  static final String LANE = "tightwire.lane";
  static final String ATTEMPT_REASON = "tightwire.attempt.reason";
  static final String REJECTION_REASON = "tightwire.rejection.reason";

  static final String TIGHTWIRE = "tightwire";

  /** The method of calls whose method the server does not have. */
  static final String OTHER = "_OTHER";

  private Keys() {}

  static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Adds how many items a side has sent and received, unless it is none. */
  static KeyValues withItems(KeyValues keys, CallEnd end) {
    KeyValues all = keys;
    if (end.itemsSent() > 0) {
      all = all.and(ITEMS_SENT, String.valueOf(end.itemsSent()));
    }
    if (end.itemsReceived() > 0) {
      all = all.and(ITEMS_RECEIVED, String.valueOf(end.itemsReceived()));
    }
    return all;
  }

  static String address(Target target) {
    String host = target.host();
    return host == null ? target.text() : host;
  }

  static String port(Target target) {
    return target.port() < 0 ? KeyValue.NONE_VALUE : String.valueOf(target.port());
  }

  /** Returns whether a status is a failure of the server, and not of its caller. */
  static boolean isServerError(RpcStatus status) {
    return switch (status) {
      case UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE -> true;
      case OK, CANCELLED, PERMISSION_DENIED, RESOURCE_EXHAUSTED, UNAUTHENTICATED -> false;
    };
  }
}
