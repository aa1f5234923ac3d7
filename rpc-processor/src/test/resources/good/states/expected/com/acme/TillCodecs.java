package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import io.tightwire.generated.DeclaredException;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Till} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class TillCodecs {
  static final DeclaredException<Till.Refused> REFUSED = DeclaredException.of(
      Till.Refused.class,
      Codec.of(
          TillCodecs::writeRefused, TillCodecs::readRefused));

  static final DeclaredException<Till.Expensive> EXPENSIVE = DeclaredException.of(
      Till.Expensive.class,
      Codec.of(
          TillCodecs::writeExpensive, TillCodecs::readExpensive));

  static final DeclaredException<Till.Stuck> STUCK = DeclaredException.of(
      Till.Stuck.class,
      Codec.of(
          TillCodecs::writeStuck, TillCodecs::readStuck));

  static final DeclaredException<Till.Jammed> JAMMED = DeclaredException.of(
      Till.Jammed.class,
      Codec.of(
          TillCodecs::writeJammed, TillCodecs::readJammed));

  static final DeclaredException<Exception> EXCEPTION = DeclaredException.of(
      Exception.class,
      Codec.of(
          TillCodecs::writeException, TillCodecs::readException));

  static final DeclaredException<Throwable> THROWABLE = DeclaredException.of(
      Throwable.class,
      Codec.of(
          TillCodecs::writeThrowable, TillCodecs::readThrowable));

  private TillCodecs() {
  }

  static void writeRefused(WireWriter out, Till.Refused value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(4);
    out.writeString(value.getMessage());
    out.writeBoolean(value.isRetryable());
    out.writeInt(value.getCode() == null ? 0 : value.getCode());
    Codecs.LONG.write(out, value.cents());
    out.endArray();
  }

  static Till.Refused readRefused(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String message = present > 0 ? in.readString() : null;
    boolean retryable = present > 1 ? in.readBoolean() : false;
    int code = present > 2 ? in.readInt() : 0;
    Long cents = present > 3 ? Codecs.LONG.read(in) : null;
    in.endArray(present - 4);
    try {
      return new Till.Refused(message, retryable, code, cents);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Till.Refused", e);
    }
  }

  static void writeExpensive(WireWriter out, Till.Expensive value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.getMessage());
    out.endArray();
  }

  static Till.Expensive readExpensive(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String message = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new Till.Expensive(message);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Till.Expensive", e);
    }
  }

  static void writeStuck(WireWriter out, Till.Stuck value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(0);
    out.endArray();
  }

  static Till.Stuck readStuck(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    in.endArray(present);
    try {
      return new Till.Stuck();
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Till.Stuck", e);
    }
  }

  static void writeJammed(WireWriter out, Till.Jammed value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.getDrawer());
    out.endArray();
  }

  static Till.Jammed readJammed(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String drawer = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new Till.Jammed(drawer);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Till.Jammed", e);
    }
  }

  static void writeException(WireWriter out, Exception value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.getMessage());
    out.endArray();
  }

  static Exception readException(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String message = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new Exception(message);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Exception", e);
    }
  }

  static void writeThrowable(WireWriter out, Throwable value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.getMessage());
    out.endArray();
  }

  static Throwable readThrowable(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String message = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new Throwable(message);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Throwable", e);
    }
  }
}
