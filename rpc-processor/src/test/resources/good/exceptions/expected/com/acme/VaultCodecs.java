package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import io.tightwire.generated.DeclaredException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Vault} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class VaultCodecs {
  static final DeclaredException<Vault.Locked> LOCKED = DeclaredException.of(
      Vault.Locked.class,
      Codec.of(
          VaultCodecs::writeLocked, VaultCodecs::readLocked));

  static final DeclaredException<Vault.Denied> DENIED = DeclaredException.of(
      Vault.Denied.class,
      Codec.of(
          VaultCodecs::writeDenied, VaultCodecs::readDenied));

  static final DeclaredException<IOException> IO_EXCEPTION = DeclaredException.of(
      IOException.class,
      Codec.of(
          VaultCodecs::writeIOException, VaultCodecs::readIOException));

  static final DeclaredException<TimeoutException> TIMEOUT_EXCEPTION = DeclaredException.of(
      TimeoutException.class,
      Codec.of(
          VaultCodecs::writeTimeoutException, VaultCodecs::readTimeoutException));

  private VaultCodecs() {
  }

  static void writeLocked(WireWriter out, Vault.Locked value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(0);
    out.endArray();
  }

  static Vault.Locked readLocked(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    in.endArray(present);
    try {
      return new Vault.Locked();
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Vault.Locked", e);
    }
  }

  static void writeDenied(WireWriter out, Vault.Denied value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeString(value.getMessage());
    out.writeInt(value.attempts());
    out.endArray();
  }

  static Vault.Denied readDenied(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String message = present > 0 ? in.readString() : null;
    int attempts = present > 1 ? in.readInt() : 0;
    in.endArray(present - 2);
    try {
      return new Vault.Denied(message, attempts);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Vault.Denied", e);
    }
  }

  static void writeIOException(WireWriter out, IOException value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.getMessage());
    out.endArray();
  }

  static IOException readIOException(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String message = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new IOException(message);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("IOException", e);
    }
  }

  static void writeTimeoutException(WireWriter out, TimeoutException value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.getMessage());
    out.endArray();
  }

  static TimeoutException readTimeoutException(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String message = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new TimeoutException(message);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("TimeoutException", e);
    }
  }
}
