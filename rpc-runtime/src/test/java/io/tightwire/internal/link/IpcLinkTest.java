package io.tightwire.internal.link;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

public class IpcLinkTest extends LinkContract {

  @TempDir Path directory;

  @Override
  public String nobodyThere() {
    return "No such file";
  }

  @Override
  public Endpoint open() {
    return Endpoint.parse("ipc://*");
  }

  @Override
  public Endpoint concrete() {
    return Endpoint.parse("ipc://" + directory.resolve("s"));
  }
}
