package com.acme;

import io.tightwire.annotation.RpcService;
import java.io.IOException;

@RpcService(codecs = {Till.Desk.InnerCodec.class, Till.OpeningCodec.class})
public interface Till {

  void pay() throws Refused;

  void payAgain() throws Refused;

  @SuppressWarnings("RpcPartialException")
  void payLater() throws Declined;

  void open() throws Desk.Jammed;

  void close() throws Stuck;

  java.util.Locale locale(java.util.Currency currency);

  class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
      super(message);
    }

    public Refused(String message, boolean retryable, int[][] codes) {
      super(message + retryable + codes);
    }
  }

  class Declined extends Exception {
    private static final long serialVersionUID = 1L;

    public Declined(String message) {
      super(message);
    }

    public Declined(String message, int code) {
      super(message + code);
    }
  }

  class Stuck extends Exception {
    private static final long serialVersionUID = 1L;

    public Stuck(String message) throws IOException {
      super(message);
    }
  }

  class Desk {
    public class Jammed extends Exception {
      private static final long serialVersionUID = 1L;

      public Jammed(String message) {
        super(message);
      }
    }

    public class InnerCodec implements io.tightwire.codec.Codec<java.util.Locale> {
      @Override
      public void write(io.tightwire.codec.WireWriter out, java.util.Locale value) {
        out.writeNil();
      }

      @Override
      public java.util.Locale read(io.tightwire.codec.WireReader in) {
        return null;
      }
    }
  }

  class OpeningCodec implements io.tightwire.codec.Codec<java.util.Currency> {
    public OpeningCodec() throws IOException {}

    @Override
    public void write(io.tightwire.codec.WireWriter out, java.util.Currency value) {
      out.writeNil();
    }

    @Override
    public java.util.Currency read(io.tightwire.codec.WireReader in) {
      return null;
    }
  }
}
