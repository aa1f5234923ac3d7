package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.flow.Threads;
import io.tightwire.internal.link.CurveOptions;
import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.curve.CurveServerKeys;
import io.tightwire.internal.link.curve.CurveSession;
import io.tightwire.internal.link.zmtp.ZmtpCommand.Role;
import org.jspecify.annotations.Nullable;

/** The security of a server's connections: none, or CURVE. Confined to the loop thread. */
final class ZmtpSecurity {

  private final LinkOptions options;
  private final @Nullable Curve curve;

  /** What CURVE needs. */
  private record Curve(CurveServerKeys keys, Threads.Pool threads, CurveWorkers workers) {}

  ZmtpSecurity(LinkContext context) {
    this.options = context.options();
    CurveOptions wanted = options.curve();
    this.curve = wanted == null ? null : curve(wanted, context);
  }

  private static Curve curve(CurveOptions options, LinkContext context) {
    Threads.Pool threads = Threads.crypto(); // none yet
    return new Curve(
        new CurveServerKeys(options), threads, new CurveWorkers(threads, context::wake));
  }

  /** Returns the mechanism of a new connection. */
  ZmtpMechanism mechanism() {
    return curve == null
        ? new NullMechanism(Role.ROUTER)
        : new CurveMechanism(
            curve.keys, curve.workers, options.maxMessageSize() + (long) ZmtpDecoder.SLACK);
  }

  /** Returns the decoder of a new connection. */
  ZmtpDecoder decoder() {
    return new ZmtpDecoder(
        options.maxMessageSize() + (curve == null ? 0 : CurveSession.OVERHEAD),
        options.connectionLimits().firstMessageBytes());
  }

  /** Returns whether a key may be connected. */
  boolean allows(String key) {
    return curve != null && curve.keys.allows(key);
  }

  /** Continues with what was computed for connections. */
  void finish() {
    if (curve != null) {
      curve.workers.finish();
    }
  }

  /** Ends the threads, after what they compute. */
  void close() {
    if (curve != null) {
      curve.threads.close();
    }
  }
}
