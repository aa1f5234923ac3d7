package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

@RpcService
public interface Optionals {

  Optional<OptionalInt> result();

  void parameter(Map<String, Optional<OptionalLong>> map);

  List<Box<OptionalInt>> boxes();

  Box<Optional<String>> box();

  Box<OptionalDouble[]> fine();

  record Box<T>(Optional<T> value) {}
}
