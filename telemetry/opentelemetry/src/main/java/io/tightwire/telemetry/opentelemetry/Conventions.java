package io.tightwire.telemetry.opentelemetry;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * The names of OpenTelemetry's semantic conventions for RPC, v1.45.0, and of what Tightwire adds:
 * those start with {@code tightwire}. Immutable.
 */
final class Conventions {

  static final String SCHEMA_URL = "https://opentelemetry.io/schemas/1.45.0";

  /** The value of {@link #SYSTEM}, and the name of spans without a known method. */
  static final String TIGHTWIRE = "tightwire";

  /** The method of calls whose method the server does not have. */
  static final String OTHER = "_OTHER";

  static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("rpc.system.name");
  static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
  static final AttributeKey<String> METHOD_ORIGINAL = AttributeKey.stringKey("rpc.method_original");
  static final AttributeKey<String> STATUS_CODE = AttributeKey.stringKey("rpc.status_code");
  static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
  static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
  static final AttributeKey<String> PEER_ADDRESS = AttributeKey.stringKey("network.peer.address");
  static final AttributeKey<Long> PEER_PORT = AttributeKey.longKey("network.peer.port");

  /** Followed by the lower-case key of captured metadata; its value is a list. */
  static final String REQUEST_METADATA = "rpc.request.metadata.";

  /** Bounds of the buckets of both histograms, in seconds. */
  static final List<Double> DURATION_BUCKETS =
      List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);

  /** The name of a span event: the call was sent once more. */
  static final String ATTEMPT = "tightwire.attempt";

  static final AttributeKey<Long> ATTEMPT_NUMBER = AttributeKey.longKey("tightwire.attempt.number");
  static final AttributeKey<String> ATTEMPT_REASON =
      AttributeKey.stringKey("tightwire.attempt.reason");
  static final AttributeKey<String> REJECTION_REASON =
      AttributeKey.stringKey("tightwire.rejection.reason");

  /** Items of the streams of a call; of spans only, since each number would be a series. */
  static final AttributeKey<Long> ITEMS_SENT = AttributeKey.longKey("tightwire.items.sent");

  static final AttributeKey<Long> ITEMS_RECEIVED = AttributeKey.longKey("tightwire.items.received");

  static final AttributeKey<String> SERVER_STATE = AttributeKey.stringKey("tightwire.server.state");
  static final AttributeKey<String> LANE = AttributeKey.stringKey("tightwire.lane");

  private Conventions() {}
}
