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
public interface Structured {

  Structured.All all(Numbers numbers);

  record Numbers(
      boolean a,
      Boolean b,
      byte c,
      Byte d,
      short e,
      Short f,
      char g,
      Character h,
      int i,
      Integer j,
      long k,
      Long l,
      float m,
      Float n,
      double o,
      Double p) {}

  record All(
      String text,
      byte[] bytes,
      ByteBuffer buffer,
      BigInteger bigInteger,
      BigDecimal bigDecimal,
      UUID uuid,
      Instant instant,
      Duration duration,
      LocalDate localDate,
      LocalTime localTime,
      LocalDateTime localDateTime,
      OffsetDateTime offsetDateTime,
      ZonedDateTime zonedDateTime,
      ZoneId zoneId,
      URI uri,
      Numbers numbers) {}
}
