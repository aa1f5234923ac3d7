package io.tightwire.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.tightwire.discovery.DiscoveryContext;
import io.tightwire.discovery.Registrar;
import io.tightwire.discovery.RegistrarProvider;
import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ResolverProvider;
import io.tightwire.discovery.ServerAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {

  @TempDir Path folder;

  private final ClassLoader former = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void restoreClassLoader() {
    Thread.currentThread().setContextClassLoader(former);
  }

  private void provide(Class<?> service, String... names) throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(services.resolve(service.getName()), List.of(names));
    URL[] urls = {folder.toUri().toURL()};
    Thread.currentThread().setContextClassLoader(new URLClassLoader(urls, former));
  }

  /** Finds nothing, but says what it was given. */
  public static final class Mirror implements ResolverProvider, RegistrarProvider {
    @Override
    public String scheme() {
      return "mirror";
    }

    @Override
    public Mirrored create(URI target, DiscoveryContext context) {
      return new Mirrored(target, context);
    }
  }

  record Mirrored(URI target, DiscoveryContext context) implements Resolver, Registrar {
    @Override
    public Watch watch(Listener listener) {
      return Watch.NONE;
    }

    @Override
    public Registration register(ServerAddress self) {
      throw new UnsupportedOperationException();
    }
  }

  /** Its constructor throws. */
  public static final class Broken implements ResolverProvider {
    public Broken() {
      throw new IllegalStateException("no licence");
    }

    @Override
    public String scheme() {
      return "mirror";
    }

    @Override
    public Resolver create(URI target, DiscoveryContext context) {
      throw new AssertionError();
    }
  }

  /** What it depends on is missing. */
  public static final class Partial implements ResolverProvider {
    @Override
    public String scheme() {
      return "partial";
    }

    @Override
    public Resolver create(URI target, DiscoveryContext context) {
      throw new NoClassDefFoundError("org/example/Registry");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dns://a:1", "zookeeper://a/b", "dns+srv://_a._tcp.b", "File:///a"})
  void targetsNeedAResolver(String text) {
    assertThat(Discovery.isTarget(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://a:1", "ipc:///a", "inproc://a", "TCP://a:1", "a:1", "://a", ""})
  void endpointsNeedNone(String text) {
    assertThat(Discovery.isTarget(text)).isFalse();
  }

  @Test
  void filesAndNamesAreBuiltIn() throws Exception {
    Path file = Files.writeString(folder.resolve("list"), "tcp://10.0.0.7:5555");
    assertThat(first(file.toUri().toString())).isEqualTo("tcp://10.0.0.7:5555");
    assertThat(first("dns://127.0.0.1:5555")).isEqualTo("tcp://127.0.0.1:5555");
  }

  private static String first(String target) {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    Resolver.Watch watch =
        Discovery.resolver(target)
            .watch(
                new Resolver.Listener() {
                  @Override
                  public void servers(List<ServerAddress> all) {
                    told.add(all.get(0).endpoint());
                  }

                  @Override
                  public void failed(Exception why) {
                    told.add(why.toString());
                  }
                });
    try {
      return await().atMost(Duration.ofSeconds(60)).until(told::poll, text -> text != null);
    } finally {
      watch.close();
    }
  }

  @Test
  void providersAreFoundByTheContextClassLoader() throws Exception {
    provide(ResolverProvider.class, Mirror.class.getName());
    URI target = URI.create("mirror://zk1:2181,zk2:2181/tightwire/orders");
    assertThat(Discovery.resolver(target.toString()))
        .isEqualTo(new Mirrored(target, DiscoveryThreads.PROCESS));
    provide(RegistrarProvider.class, Mirror.class.getName());
    assertThat(Discovery.registrar(target.toString()))
        .isEqualTo(new Mirrored(target, DiscoveryThreads.PROCESS));
  }

  @Test
  void aBrokenProviderMattersOnlyIfNoOtherHasTheScheme() throws Exception {
    provide(
        ResolverProvider.class, "no.such.Provider", Broken.class.getName(), Mirror.class.getName());
    assertThat(Discovery.resolver("mirror://x")).isInstanceOf(Mirrored.class);
    provide(ResolverProvider.class, Broken.class.getName());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discovery.resolver("mirror://x"))
        .withMessageStartingWith("There is no resolver for \"mirror://x\": ")
        .withMessageContaining(". A provider can't be loaded: ")
        .withMessageContaining(Broken.class.getName())
        .withRootCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aProviderWithoutItsDependenciesIsNamed() throws Exception {
    provide(ResolverProvider.class, Partial.class.getName());
    assertThatIllegalStateException()
        .isThrownBy(() -> Discovery.resolver("partial://x"))
        .withMessage(
            "\"partial://x\" can't be used, since "
                + Partial.class.getName()
                + " lacks a class: java.lang.NoClassDefFoundError: org/example/Registry; put what"
                + " its artifact depends on on the class path");
  }

  @Test
  void missingArtifactsAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discovery.resolver("zookeeper://zk1:2181/orders"))
        .withMessage(
            "\"zookeeper://zk1:2181/orders\" needs io.tightwire:rpc-discovery-zookeeper on the"
                + " class path");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discovery.registrar("zookeeper://zk1:2181/orders"))
        .withMessage(
            "\"zookeeper://zk1:2181/orders\" needs io.tightwire:rpc-discovery-zookeeper on the"
                + " class path");
    for (String target : List.of("dns+srv://_tightwire._tcp.orders", "dns+a://orders:5555")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Discovery.resolver(target))
          .withMessage("\"" + target + "\" needs io.tightwire:rpc-discovery-dns on the class path");
    }
  }

  @Test
  void unknownSchemesAreRefusedWithTheFix() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discovery.resolver("http://orders:80"))
        .withMessage(
            "There is no resolver for \"http://orders:80\": no ResolverProvider on the class path"
                + " has the scheme http; use tcp://host:port, dns://host:port or file:///path, or"
                + " add the provider's artifact");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discovery.registrar("dns://orders:80"))
        .withMessage(
            "Servers can't be published to \"dns://orders:80\": no RegistrarProvider on the class"
                + " path has the scheme dns; use zookeeper://host:port/path of"
                + " io.tightwire:rpc-discovery-zookeeper, or add the provider's artifact");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discovery.resolver("tcp://orders:80"))
        .withMessage(
            "\"tcp://orders:80\" is an endpoint and needs no resolver; give it to the client as it"
                + " is");
  }

  @Test
  void malformedTargetsAreRefusedWithTheFix() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discovery.resolver("orders"))
        .withMessage("Bad target \"orders\": it has no scheme; write dns://host:port, for example");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discovery.resolver("dns://a b:1"))
        .withMessage(
            "Bad target \"dns://a b:1\": Illegal character in authority; write"
                + " scheme://host:port/path, with special characters as %20");
  }
}
