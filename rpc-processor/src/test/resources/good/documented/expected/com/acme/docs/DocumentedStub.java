package com.acme.docs;

import com.acme.gone.Gone;
import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import io.tightwire.RpcRemoteException;
import io.tightwire.generated.ArgumentsWriter;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Documented}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
public final class DocumentedStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public DocumentedStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  /**
   * Describes a call of {@link Documented#keep(java.lang.Comparable, List[])}.
   *
   * @param one it
   * @param others and those, if there are any; see {@code List}
   * @return the call
   */
  public RemoteCall<Void> keep(String one, List<String>[] others) {
    return RemoteCall.of(channel, DocumentedMethods.KEEP, out -> {
      out.writeString(one);
      DocumentedCodecs.writeArrayOfListOfString(out, others);
    });
  }

  /**
   * Describes a call of {@link Documented#drop(String)}.
   *
   * @param one see the interface
   * @return the call
   */
  public RemoteCall<Void> drop(String one) {
    return RemoteCall.of(channel, DocumentedMethods.DROP, out -> out.writeString(one));
  }

  /**
   * Converts to {@code TimeUnit.DAYS}, as {@code entries}, the <em>unit</em> or {@code nothing()} would. {@code a < b && c > d}; x &lt; y.
   *
   * <ul>
   *   <li>one
   *   <li>{@literal @two}, me@home
   * </ul>
   *
   * @param amount how much, in {@code TimeUnit}s
   * @param limit see the interface
   * @return {@code {"days": 1}} of {@code TimeUnit.DAYS}
   * @see Documented#days(long, int)
   */
  public RemoteCall<Long> days(long amount, int limit) {
    return RemoteCall.of(channel, DocumentedMethods.DAYS, out -> {
      out.writeLong(amount);
      out.writeInt(limit);
    });
  }

  /**
   * Does nothing.
   *
   * @return the call
   */
  public RemoteCall<Void> nothing() {
    return RemoteCall.of(channel, DocumentedMethods.NOTHING, ArgumentsWriter.NONE);
  }

  /**
   * Describes a call of {@link Documented#show(String, int[])}.
   *
   * @param class__ which
   * @param more what
   * @return what it shows
   */
  public RemoteCall<String> show(String class__, int... more) {
    return RemoteCall.of(channel, DocumentedMethods.SHOW, out -> {
      out.writeString(class__);
      DocumentedCodecs.writeArrayOfInt(out, more);
    });
  }

  /**
   * Describes a call of {@link Documented#ends(String[])}.
   *
   * @param array some
   * @return all
   */
  public RemoteCall<List<String>> ends(String[] array) {
    return RemoteCall.of(channel, DocumentedMethods.ENDS, out ->
        DocumentedCodecs.writeArrayOfString(out, array));
  }

  /**
   * Old.
   *
   * @return the call
   * @deprecated use {@code nothing()}, or {@code TimeUnit}
   */
  @Deprecated
  public RemoteCall<Void> old() {
    return RemoteCall.of(channel, DocumentedMethods.OLD, ArgumentsWriter.NONE);
  }

  /**
   * Older.
   *
   * @return the call
   * @deprecated see the interface
   * @see Documented#older()
   */
  @Deprecated
  public RemoteCall<Void> older() {
    return RemoteCall.of(channel, DocumentedMethods.OLDER, ArgumentsWriter.NONE);
  }

  /**
   * Describes a call of {@link Documented#bare()}.
   *
   * @return only tags
   */
  public RemoteCall<Integer> bare() {
    return RemoteCall.of(channel, DocumentedMethods.BARE, ArgumentsWriter.NONE);
  }

  public RemoteCall<Integer> silent(int a) {
    return RemoteCall.of(channel, DocumentedMethods.SILENT, out -> out.writeInt(a));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Documented blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Documented {
    private final DocumentedStub stub;

    Blocking(DocumentedStub stub) {
      this.stub = stub;
    }

    @Override
    public void keep(String one, List<String>[] others) {
      stub.keep(one, others).remote();
    }

    @Override
    public void drop(String one) {
      stub.drop(one).remote();
    }

    @Override
    public long days(long amount, int limit) throws Gone {
      try {
        return stub.days(amount, limit).remote();
      } catch (RpcRemoteException e) {
        if (e.getCause() instanceof Gone declared) {
          throw declared;
        }
        throw e;
      }
    }

    @Override
    public void nothing() {
      stub.nothing().remote();
    }

    @Override
    public String show(String class__, int... more) {
      return stub.show(class__, more).remote();
    }

    @Override
    public List<String> ends(String[] array) {
      return stub.ends(array).remote();
    }

    @Deprecated
    @Override
    public void old() {
      stub.old().remote();
    }

    @Deprecated
    @Override
    public void older() {
      stub.older().remote();
    }

    @Override
    public int bare() {
      return stub.bare().remote();
    }

    @Override
    public int silent(int a) {
      return stub.silent(a).remote();
    }
  }
}
