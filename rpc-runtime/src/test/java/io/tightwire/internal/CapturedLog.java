package io.tightwire.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged until it is closed. Thread-safe. */
public final class CapturedLog implements AutoCloseable {

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Logger logger;
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private CapturedLog(Logger logger) {
    this.logger = logger;
  }

  /** Starts to capture what a logger gets. */
  public static CapturedLog of(String logger) {
    CapturedLog log = new CapturedLog(Logger.getLogger(logger));
    log.logger.addHandler(log.handler);
    return log;
  }

  /** Returns all messages. */
  public List<String> messages() {
    return records.stream().map(LogRecord::getMessage).toList();
  }

  /** Returns the messages of level WARNING. */
  public List<String> warnings() {
    return records.stream()
        .filter(record -> record.getLevel().equals(Level.WARNING))
        .map(LogRecord::getMessage)
        .toList();
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
  }
}
