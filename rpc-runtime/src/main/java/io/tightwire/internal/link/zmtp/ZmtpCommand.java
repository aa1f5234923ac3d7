package io.tightwire.internal.link.zmtp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tightwire.internal.link.socket.RefusedInputException;
import io.tightwire.internal.link.socket.ZmtpRules;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/**
 * The greeting and the commands of ZMTP 3.1 with the NULL mechanism (RFC 37 of ZeroMQ).
 *
 * <p>Stateless and thread-safe.
 */
final class ZmtpCommand {

  private static final int MECHANISM = 12;
  private static final int MECHANISM_BYTES = 20;

  /** The names of mechanisms. */
  static final String NULL = "NULL";

  static final String CURVE = "CURVE";

  private static final byte[] SOCKET_TYPE = "Socket-Type".getBytes(US_ASCII);
  private static final byte[] IDENTITY = "Identity".getBytes(US_ASCII);

  /** The longest context of a PING. */
  private static final int MAX_PING_CONTEXT = 16;

  private ZmtpCommand() {}

  /** The roles that a side can have, and the roles that its peers may have. */
  enum Role {
    DEALER,
    ROUTER;

    boolean fits(String peer) {
      return switch (peer) {
        case "DEALER", "ROUTER" -> true;
        case "REP" -> this == DEALER;
        case "REQ" -> this == ROUTER;
        default -> false;
      };
    }
  }

  /** Returns the greeting of a peer that speaks ZMTP 3.1 without encryption. */
  static byte[] greeting() {
    return greeting(NULL, 0);
  }

  /** Returns the greeting of a server that speaks ZMTP 3.1 with CURVE. */
  static byte[] curveGreeting() {
    return greeting(CURVE, 1);
  }

  private static byte[] greeting(String mechanism, int asServer) {
    ByteBuffer out = ByteBuffer.allocate(ZmtpRules.GREETING);
    out.put((byte) 0xff).putLong(0).put((byte) 0x7f).put((byte) 3).put((byte) 1);
    out.put(padded(mechanism)).put((byte) asServer);
    return out.array();
  }

  private static byte[] padded(String mechanism) {
    return Arrays.copyOf(mechanism.getBytes(US_ASCII), MECHANISM_BYTES);
  }

  /** Checks that the peer uses the same mechanism. */
  static void checkMechanism(byte[] greeting, String own) throws RefusedInputException {
    byte[] mechanism = Arrays.copyOfRange(greeting, MECHANISM, MECHANISM + MECHANISM_BYTES);
    if (!Arrays.equals(mechanism, padded(own))) {
      throw new RefusedInputException(
          "its handshake failed: it uses the security mechanism "
              + printable(mechanism)
              + ", this side "
              + own
              + (own.equals(NULL) ? "; does it ask for a CURVE key?" : "; does it have a key?"));
    }
  }

  private static String printable(byte[] text) {
    StringBuilder out = new StringBuilder();
    for (byte octet : text) {
      if (octet > ' ' && octet < 0x7f) {
        out.append((char) octet);
      }
    }
    return out.toString();
  }

  /** Returns a command of at most 255 bytes, in its frame. */
  static byte[] frame(byte[] command) {
    ByteBuffer out = ByteBuffer.allocate(2 + command.length);
    return out.put((byte) ZmtpRules.COMMAND).put((byte) command.length).put(command).array();
  }

  private static byte[] command(String name, byte[] rest) {
    ByteBuffer out = ByteBuffer.allocate(1 + name.length() + rest.length);
    return out.put((byte) name.length()).put(name.getBytes(US_ASCII)).put(rest).array();
  }

  /** Returns the READY command of a role, without encryption. */
  static byte[] ready(Role role) {
    return command("READY", properties(role));
  }

  /** Returns the properties of a role, which its READY has. */
  static byte[] properties(Role role) {
    byte[] type = role.name().getBytes(US_ASCII);
    ByteBuffer out =
        ByteBuffer.allocate(5 + SOCKET_TYPE.length + type.length + 5 + IDENTITY.length);
    out.put((byte) SOCKET_TYPE.length).put(SOCKET_TYPE).putInt(type.length).put(type);
    out.put((byte) IDENTITY.length).put(IDENTITY).putInt(0);
    return out.array();
  }

  /** Returns the ERROR command with a reason. */
  static byte[] error(String reason) {
    return command("ERROR", ((char) reason.length() + reason).getBytes(US_ASCII));
  }

  /** Returns the name of a command. */
  static String name(byte[] command) throws RefusedInputException {
    int length = command.length == 0 ? 0 : command[0] & 0xff;
    if (length == 0 || length >= command.length) {
      throw new RefusedInputException("it sent a command without a name");
    }
    return new String(command, 1, length, US_ASCII);
  }

  /** Checks the properties of a READY command: the peer must have a role that fits. */
  static void checkReady(byte[] command, Role own) throws RefusedInputException {
    checkProperties(command, 1 + command[0], own);
  }

  /** Checks properties: the peer must have a role that fits. */
  static void checkProperties(byte[] bytes, int from, Role own) throws RefusedInputException {
    String type = null;
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      in.position(from);
      while (in.hasRemaining()) {
        byte[] name = new byte[in.get() & 0xff];
        in.get(name);
        int size = in.getInt();
        if (size < 0 || size > in.remaining()) {
          throw new BufferUnderflowException();
        }
        byte[] value = new byte[size];
        in.get(value);
        if (new String(name, US_ASCII).toLowerCase(Locale.ROOT).equals("socket-type")) {
          type = printable(value);
        }
      }
    } catch (BufferUnderflowException e) {
      throw new RefusedInputException("its handshake failed: its properties are cut off");
    }
    if (type == null || !own.fits(type)) {
      throw new RefusedInputException(
          "its handshake failed: it is a "
              + (type == null ? "socket without a type" : type)
              + ", which does not fit a "
              + own);
    }
  }

  /** Returns the PONG that responds to a PING. */
  static byte[] pong(byte[] ping) throws RefusedInputException {
    int context = ping.length - 1 - "PING".length() - Short.BYTES;
    if (context < 0 || context > MAX_PING_CONTEXT) {
      throw new RefusedInputException("it sent a PING of impossible length");
    }
    return command("PONG", Arrays.copyOfRange(ping, ping.length - context, ping.length));
  }

  /** Returns the reason that an ERROR command gives. */
  static String errorReason(byte[] command) {
    int at = 1 + command[0];
    if (at >= command.length) {
      return "";
    }
    int length = Math.min(command[at] & 0xff, command.length - at - 1);
    return printable(Arrays.copyOfRange(command, at + 1, at + 1 + length));
  }
}
