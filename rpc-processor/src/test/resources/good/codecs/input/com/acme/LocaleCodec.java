package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import java.util.Locale;

public class LocaleCodec extends TextCodec<Locale> {

  @Override
  String toText(Locale value) {
    return value.toLanguageTag();
  }

  @Override
  Locale fromText(String text) {
    return Locale.forLanguageTag(text);
  }
}

abstract class TextCodec<T> implements Codec<T> {

  abstract String toText(T value);

  abstract T fromText(String text);

  @Override
  public void write(WireWriter out, T value) {
    out.writeString(value == null ? null : toText(value));
  }

  @Override
  public T read(WireReader in) {
    String text = in.readString();
    return text == null ? null : fromText(text);
  }
}
