package io.tightwire.internal.link;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class IpcLinkTest extends LinkContract {

  @TempDir Path directory;

  @Override
  String nobodyThere() {
    return "No such file";
  }

  @Override
  Endpoint open() {
    return Endpoint.parse("ipc://*");
  }

  @Override
  Endpoint concrete() {
    return Endpoint.parse("ipc://" + directory.resolve("s"));
  }
}
