package io.tightwire.internal.server;

import io.tightwire.RejectedCall;
import io.tightwire.RejectionReason;
import io.tightwire.RpcStatus;
import io.tightwire.codec.CodecException;
import io.tightwire.internal.wire.Slice;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that was turned away, as interceptors are told. Keeps nothing of its connection or of the
 * message that it came in. Immutable.
 */
final class RejectedRequest implements RejectedCall {

  /** The most bytes of metadata that are kept. */
  static final int MAX_METADATA = 4096;

  private final String service;
  private final String method;
  private final RejectionReason reason;
  private final RpcStatus status;
  private final String peer;
  private final Slice encodedMetadata;
  private final long arrived;
  private volatile @Nullable Map<String, String> metadata;

  /**
   * Copies what is kept.
   *
   * @param encodedMetadata nil or a map; left out if it is too large
   */
  RejectedRequest(
      String service,
      String method,
      RejectionReason reason,
      RpcStatus status,
      String peer,
      Slice encodedMetadata,
      long arrived) {
    this.service = service;
    this.method = method;
    this.reason = reason;
    this.status = status;
    this.peer = peer;
    this.encodedMetadata = copy(encodedMetadata);
    this.arrived = arrived;
  }

  private static Slice copy(Slice metadata) {
    int length = metadata.length();
    if (length <= 1 || length > MAX_METADATA) {
      return Slice.EMPTY; // nil, or an empty map
    }
    int from = metadata.offset();
    return new Slice(Arrays.copyOfRange(metadata.array(), from, from + length), 0, length);
  }

  @Override
  public String service() {
    return service;
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public RejectionReason reason() {
    return reason;
  }

  @Override
  public RpcStatus status() {
    return status;
  }

  @Override
  public String peer() {
    return peer;
  }

  @Override
  public Map<String, String> metadata() {
    Map<String, String> known = metadata;
    if (known == null) {
      known = decode();
      metadata = known;
    }
    return known;
  }

  private Map<String, String> decode() {
    if (encodedMetadata.length() == 0) {
      return Map.of();
    }
    try {
      return CallContext.decode(encodedMetadata.reader());
    } catch (CodecException e) {
      return Map.of();
    }
  }

  @Override
  public long arrived() {
    return arrived;
  }

  @Override
  public String toString() {
    return service + '/' + method + " of " + peer + ": " + reason + ", " + status;
  }
}
