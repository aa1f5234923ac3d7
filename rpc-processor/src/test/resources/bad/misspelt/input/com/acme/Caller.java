package com.acme;

class Caller {
  int call(GreeterStub greeter) {
    return greeter.count().remote();
  }
}
