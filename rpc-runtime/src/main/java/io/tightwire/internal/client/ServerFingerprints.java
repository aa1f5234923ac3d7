package io.tightwire.internal.client;

import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireReader;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.wire.Slice;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprints of the server's methods, from its latest HELLO. They stay encoded until a call
 * has failed: a server may name many, and versions that differ often understand each other.
 * Thread-safe; set by the loop thread.
 */
public final class ServerFingerprints {

  /** Larger maps are ignored: searching them would take long for each call that fails. */
  private static final int MAX_LENGTH = 1 << 20;

  private volatile @Nullable Slice fingerprints;

  void set(@Nullable Slice named) {
    fingerprints = named == null || named.length() > MAX_LENGTH ? null : named.detached();
  }

  /**
   * Returns a text for the message of a call whose two sides did not understand each other: that
   * they were built from different versions, if that is known. Else the text is empty.
   */
  String difference(MethodDescriptor<?> method) {
    String there = fingerprint(method);
    if (there == null || method.fingerprint().isEmpty() || there.equals(method.fingerprint())) {
      return "";
    }
    return " (they were built from different versions of "
        + method.displayName()
        + ": its fingerprint is "
        + method.fingerprint()
        + " in this client and "
        + there
        + " in the server)";
  }

  private @Nullable String fingerprint(MethodDescriptor<?> method) {
    Slice named = fingerprints;
    if (named == null) {
      return null;
    }
    try {
      WireReader in = named.reader();
      String found = seek(in, method.service()) && seek(in, method.name()) ? in.readString() : null;
      return found == null || !found.matches("\\p{Alnum}{1,64}") ? null : found;
    } catch (CodecException e) {
      return null; // another implementation's idea of fingerprints
    }
  }

  /** Reads a map up to the value of a key. Returns false if the key is not there. */
  static boolean seek(WireReader in, String key) {
    for (int left = in.beginMap(); left > 0; left--) {
      if (key.equals(in.readString())) {
        return true;
      }
      in.skip();
    }
    return false;
  }
}
