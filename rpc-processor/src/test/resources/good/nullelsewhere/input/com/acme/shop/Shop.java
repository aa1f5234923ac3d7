package com.acme.shop;

import com.acme.free.Free;
import com.acme.model.Box;
import com.acme.model.Middle;
import com.acme.model.Part;
import com.acme.model.Result;
import io.tightwire.annotation.RpcService;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

@NullMarked
@RpcService(codecs = InnerCodec.class)
public interface Shop extends Middle, Free {

  Part part(Part part, @Nullable Part lax);

  Box<Part> box(Box<@Nullable Part> box, Result<String> result);
}
