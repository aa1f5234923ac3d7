package io.tightwire.codec;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Enum constants by name, as MessagePack strings. Immutable.
 *
 * @param <E> the enum
 */
public final class EnumCodec<E extends Enum<E>> implements Codec<E> {

  private final String type;
  private final Map<String, E> constants;

  /**
   * Creates the codec.
   *
   * @param type the enum's name, for messages
   * @param constants all its constants: {@code Color.values()}
   */
  public EnumCodec(String type, E[] constants) {
    this.type = type;
    this.constants = new HashMap<>(constants.length * 2);
    for (E constant : constants) {
      this.constants.put(constant.name(), constant);
    }
  }

  @Override
  public void write(WireWriter out, @Nullable E value) {
    out.writeString(value == null ? null : value.name());
  }

  @Override
  public @Nullable E read(WireReader in) {
    int from = in.at;
    String name = in.readString();
    if (name == null) {
      return null;
    }
    E constant = constants.get(name);
    if (constant == null) {
      throw in.error(
          type
              + " has no constant "
              + Excerpt.quoted(name)
              + "; the peer may be newer than this side",
          from);
    }
    return constant;
  }
}
