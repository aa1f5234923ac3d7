package com.acme.shop;

import com.acme.model.Outer;
import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;

public final class InnerCodec implements Codec<Outer.Inner> {

  @Override
  public void write(WireWriter out, Outer.Inner value) {
    out.writeString("inner");
  }

  @Override
  public Outer.Inner read(WireReader in) {
    in.readString();
    return new Outer().new Inner();
  }
}
