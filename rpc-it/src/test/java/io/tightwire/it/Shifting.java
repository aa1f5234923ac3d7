package io.tightwire.it;

import io.tightwire.annotation.RpcService;
import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A service with values that change while they are encoded. */
@RpcService(codecs = Shifting.TallyCodec.class)
public interface Shifting {

  /** Returns its argument. */
  Snapshot echo(Snapshot snapshot);

  /** Returns the server's collection. */
  Snapshot own();

  /** Returns the server's collections as items. */
  Stream<Snapshot> items();

  /** Throws an exception with the server's collection as its state. */
  void fail() throws Shifted;

  /** Takes several arguments. */
  int sum(Collection<Integer> numbers, int last);

  /** Takes and returns a type with a user's codec. */
  int count(Tally tally, int last);

  /** Collections, and components after them. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Snapshot(
      List<Integer> list,
      Set<Integer> set,
      Map<String, Integer> map,
      List<Integer>[] array,
      int a,
      int b) {}

  /** An exception with a collection. */
  final class Shifted extends Exception {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialized
    private final List<Integer> list;

    private final int code;

    Shifted(List<Integer> list, int code) {
      super("shifted");
      this.list = list;
      this.code = code;
    }

    List<Integer> list() {
      return list;
    }

    int code() {
      return code;
    }
  }

  /**
   * A type with a user's codec.
   *
   * @param values the values
   * @param announced the number of values that its codec writes
   */
  record Tally(List<Integer> values, int announced) {}

  /** Writes a tally with the announced count, even if it is wrong. */
  final class TallyCodec implements Codec<Tally> {

    @Override
    public void write(WireWriter out, @Nullable Tally value) {
      if (value == null) {
        out.writeNil();
        return;
      }
      out.beginArray(value.announced());
      value.values().forEach(out::writeInt);
      out.endArray();
    }

    @Override
    public @Nullable Tally read(WireReader in) {
      if (in.tryReadNil()) {
        return null;
      }
      int count = in.beginArray();
      in.endArray(count);
      return new Tally(List.of(), count);
    }
  }
}
