package com.acme;

/** Compiles: the service itself is sound. */
class Caller {
  String call(GreeterStub greeter) {
    return greeter.greet("Ada").remote();
  }
}
