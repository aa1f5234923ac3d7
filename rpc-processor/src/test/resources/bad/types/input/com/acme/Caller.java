package com.acme;

import java.util.Date;

class Caller {
  String call(GreeterStub stub) {
    return stub.greet(new Date()).remote();
  }

  GreeterSkeleton host(Greeter greeter) {
    return new GreeterSkeleton(greeter);
  }
}
