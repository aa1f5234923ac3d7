package com.acme;

import io.tightwire.annotation.RpcService;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.UUID;

@RpcService
public interface Scalars {

  boolean logical(boolean primitive, Boolean box);

  byte tiny(byte primitive, Byte box);

  short small(short primitive, Short box);

  char letter(char primitive, Character box);

  int number(int primitive, Integer box);

  long large(long primitive, Long box);

  float rough(float primitive, Float box);

  double exact(double primitive, Double box);

  Boolean logicalBox();

  Byte tinyBox();

  Short smallBox();

  Character letterBox();

  Integer numberBox();

  Long largeBox();

  Float roughBox();

  Double exactBox();

  String text(String text);

  byte[] bytes(byte[] bytes);

  ByteBuffer buffer(ByteBuffer buffer);

  BigInteger bigInteger(BigInteger value);

  BigDecimal bigDecimal(BigDecimal value);

  UUID uuid(UUID value);

  Instant instant(Instant value);

  Duration duration(Duration value);

  LocalDate localDate(LocalDate value);

  LocalTime localTime(LocalTime value);

  LocalDateTime localDateTime(LocalDateTime value);

  OffsetDateTime offsetDateTime(OffsetDateTime value);

  ZonedDateTime zonedDateTime(ZonedDateTime value);

  ZoneId zoneId(ZoneId value);

  URI uri(URI value);

  void nothing();
}
