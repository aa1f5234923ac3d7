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

/** What changes while it is written. */
@RpcService(codecs = Shifting.TallyCodec.class)
public interface Shifting {

  /** As argument and as result. */
  Snapshot echo(Snapshot snapshot);

  /** What the server has, as a result. */
  Snapshot own();

  /** The same, as items. */
  Stream<Snapshot> items();

  /** The same, as the state of an exception. */
  void fail() throws Shifted;

  /** Arguments one behind the other. */
  int sum(Collection<Integer> numbers, int last);

  /** A type with a codec of the user's. */
  int count(Tally tally, int last);

  /** Collections, and what stands behind them. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Snapshot(
      List<Integer> list,
      Set<Integer> set,
      Map<String, Integer> map,
      List<Integer>[] array,
      int a,
      int b) {}

  /** Fails with a collection. */
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
   * Has a codec.
   *
   * @param values what it holds
   * @param announced how many its codec says that there are
   */
  record Tally(List<Integer> values, int announced) {}

  /** Writes a tally with the count that it announces, as careless codecs do. */
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
