package com.acme;

import javax.annotation.processing.Generated;

/** As if the folder of generated sources were one of sources. */
@Generated("io.tightwire.processor.RpcProcessor")
public final class GreeterStub {}
