package io.tightwire.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neilalexander.jnacl.NaCl;
import io.tightwire.RpcServer;
import io.tightwire.annotation.RpcService;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessagePack;
import org.zeromq.ZMQ;

/**
 * Tests the message when a build tests a module: Surefire leaves test dependencies on the class
 * path.
 */
final class ModulePathTest {

  private static URL origin(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static Path path(Class<?> type) {
    try {
      return Path.of(origin(type).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void bedOnTheClassPathSaysThatItCannotUseARuntimeOnTheModulePath() throws Exception {
    ModuleFinder modules =
        ModuleFinder.of(
            Stream.of(RpcServer.class, RpcService.class, ZMQ.class, MessagePack.class, NaCl.class)
                .map(ModulePathTest::path)
                .toArray(Path[]::new));
    Configuration resolved =
        ModuleLayer.boot()
            .configuration()
            .resolve(modules, ModuleFinder.of(), Set.of("io.tightwire.runtime"));
    ClassLoader runtime =
        ModuleLayer.defineModulesWithOneLoader(
                resolved, List.of(ModuleLayer.boot()), ClassLoader.getPlatformClassLoader())
            .layer()
            .findLoader("io.tightwire.runtime");
    try (URLClassLoader classPath =
        new URLClassLoader(new URL[] {origin(TestBed.class)}, runtime)) {
      Class<?> bed = classPath.loadClass(TestBed.class.getName());
      Object builder = bed.getMethod("builder").invoke(null);
      assertThatThrownBy(() -> builder.getClass().getMethod("start").invoke(builder))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("<useModulePath>false</useModulePath>");
    }
  }
}
