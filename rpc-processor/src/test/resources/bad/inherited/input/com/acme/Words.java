package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.function.Function;

/** Not one of its methods is written here. */
@RpcService
public interface Words extends Function<String, String> {}
