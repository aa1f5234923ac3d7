package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.stream.Stream;

/** Names that would hide a class or package that generated code refers to. */
@RpcService
public interface Obscured {

  Hidden classes(
      Hidden RemoteCall, int ObscuredCodecs, int ObscuredMethods, String Codecs, Kind ObscuredStub);

  Stream<String> packages(String io, int java, int com, int StreamSupport, int Spliterators)
      throws Exception;

  Codecs runtime(
      WireReader reader,
      List<WireWriter> writers,
      ArrayList list,
      Generated generated,
      Invocation invocation,
      RpcChannel channel);

  record Hidden(int Codecs, String Objects, List<String> ArrayList, Kind ObscuredCodecs, int java) {}

  OS system(OS.Kind kind);

  enum Kind {
    SOME
  }

  record Codecs(int value) {}

  record WireReader(int value) {}

  record WireWriter(int value) {}

  record ArrayList(List<Integer> value) {}

  record Generated(int value) {}

  record Invocation(int value) {}

  record RpcChannel(int value) {}
}
