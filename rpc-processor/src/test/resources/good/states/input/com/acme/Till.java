package com.acme;

import io.tightwire.annotation.RpcService;
import java.io.IOException;

/** What of exceptions is found, and what of them can't be called. */
@RpcService
public interface Till {

  void pay() throws Refused, Expensive;

  void open() throws Stuck, Jammed;

  void close() throws Exception;

  void anything() throws Refused, Throwable;

  class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean retryable;
    private final Integer code;
    private final long cents;

    public Refused(String message) {
      super(message);
      this.retryable = false;
      this.code = null;
      this.cents = 0;
    }

    public Refused(String message, boolean retryable, int code, Long cents) {
      super(message);
      this.retryable = retryable;
      this.code = code;
      this.cents = cents;
    }

    public Refused(String message, boolean retryable, int code, Long cents, Throwable cause) {
      super(message, cause);
      this.retryable = retryable;
      this.code = code;
      this.cents = cents;
    }

    public boolean isRetryable() {
      return retryable;
    }

    public Integer getCode() {
      return code;
    }

    public long cents() {
      return cents;
    }
  }

  class Expensive extends Exception {
    private static final long serialVersionUID = 1L;

    public Expensive(String format, Object... values) {
      super(String.format(format, values));
    }

    public Expensive(String message) {
      super(message);
    }

    public Expensive(String message, Throwable cause) {
      super(message, cause);
    }

    protected Expensive(String message, Throwable cause, boolean suppression, boolean writable) {
      super(message, cause, suppression, writable);
    }
  }

  class Stuck extends Exception {
    private static final long serialVersionUID = 1L;

    public Stuck(String message) throws IOException {
      super(message);
    }

    public Stuck() {}
  }

  class Jammed extends Exception {
    private static final long serialVersionUID = 1L;
    private final String drawer;

    public Jammed(String drawer) {
      super(drawer);
      this.drawer = drawer;
    }

    public String drawer() throws IOException {
      return drawer;
    }

    public String getDrawer() throws IllegalStateException {
      return drawer;
    }
  }
}
