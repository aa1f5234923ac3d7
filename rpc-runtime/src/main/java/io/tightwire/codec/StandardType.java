package io.tightwire.codec;

/** The standard types, by the names that they have in {@link Codecs}. */
enum StandardType {
  VOID,
  BOOLEAN,
  BYTE,
  SHORT,
  CHAR,
  INT,
  LONG,
  FLOAT,
  DOUBLE,
  STRING,
  BYTES,
  BYTE_BUFFER,
  BIG_INTEGER,
  BIG_DECIMAL,
  UUID,
  INSTANT,
  DURATION,
  LOCAL_DATE,
  LOCAL_TIME,
  LOCAL_DATE_TIME,
  OFFSET_DATE_TIME,
  ZONED_DATE_TIME,
  ZONE_ID,
  URI
}
