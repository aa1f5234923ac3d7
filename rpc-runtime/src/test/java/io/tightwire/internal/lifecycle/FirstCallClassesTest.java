package io.tightwire.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.FakeService;
import io.tightwire.RpcClient;
import io.tightwire.RpcRequest;
import io.tightwire.RpcServer;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import java.io.File;
import java.lang.reflect.Field;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is preloaded is what a first call needs. */
@Timeout(120)
class FirstCallClassesTest {

  /** For those of stubs, those after the response, and those that not every run needs. */
  private static final int TOLERANCE = 8;

  /** What is not listed: anonymous classes, those of this test, and those that preload. */
  private static final Pattern OTHERS =
      Pattern.compile(".*\\$\\d+|.*FirstCall.*|.*FakeService|.*ClassPreloader");

  private final Set<String> loaded = new ConcurrentSkipListSet<>();
  private volatile boolean preloads;
  private volatile boolean records = true;

  /** Makes a first call; loaded by a loader of its own, and so are Tightwire's classes. */
  public static final class FirstCall implements Consumer<Runnable> {

    private static final MethodDescriptor<Integer> SEVEN =
        MethodDescriptor.unary("a.Test", "seven", 0, Codecs.INT);

    @Override
    public void accept(Runnable responded) {
      try (RpcServer server =
          RpcServer.of(new FakeService("a.Test", ServerMethod.returning(SEVEN, in -> () -> 7)))) {
        server.bind("tcp://127.0.0.1:*");
        server.start();
        try (RpcClient client = RpcClient.connect(server.endpoint())) {
          client.call(RpcRequest.of(SEVEN, out -> {}));
          responded.run();
        }
      }
    }
  }

  /** Loads Tightwire's classes once more, and records them. Several threads load in parallel. */
  private final class Loader extends URLClassLoader {

    static {
      registerAsParallelCapable();
    }

    Loader() throws MalformedURLException {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (!name.startsWith("io.tightwire.") || OTHERS.matcher(name).matches()) {
        return super.findClass(name);
      }
      if (!preloads && Thread.currentThread().getName().equals("tightwire-preloader")) {
        throw new ClassNotFoundException(name); // so that the call shows that it needs the class
      }
      Class<?> found = super.findClass(name);
      if (records) {
        loaded.add(name);
      }
      return found;
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    StringTokenizer entries =
        new StringTokenizer(System.getProperty("java.class.path"), File.pathSeparator);
    while (entries.hasMoreTokens()) {
      urls.add(Path.of(entries.nextToken()).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static Runnable preloader(Loader loader, String name) throws Exception {
    Class<?> preloader = loader.loadClass(ClassPreloader.class.getName());
    return (Runnable) preloader.getField(name).get(null);
  }

  private static boolean isStarted(Runnable preloader) throws Exception {
    Field started = preloader.getClass().getDeclaredField("started");
    started.setAccessible(true);
    return ((AtomicBoolean) started.get(preloader)).get();
  }

  private static Set<String> listed() {
    Set<String> listed = new TreeSet<>(FirstCallClasses.ofClients());
    listed.addAll(FirstCallClasses.ofServers());
    return listed;
  }

  private static Set<String> difference(Set<String> all, Set<String> without) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(without);
    return rest;
  }

  @Test
  @SuppressWarnings("unchecked")
  void theListHasTheClassesOfTheFirstCall() throws Exception {
    try (Loader loader = new Loader()) {
      Object call = loader.loadClass(FirstCall.class.getName()).getConstructor().newInstance();
      ((Consumer<Runnable>) call).accept(() -> records = false);
      assertThat(isStarted(preloader(loader, "CLIENT"))).isTrue();
      assertThat(isStarted(preloader(loader, "SERVER"))).isTrue();
    }
    assertThat(difference(loaded, listed()))
        .as("missing in FirstCallClasses")
        .hasSizeLessThanOrEqualTo(TOLERANCE);
    assertThat(difference(listed(), loaded))
        .as("listed in FirstCallClasses, and no longer needed")
        .hasSizeLessThanOrEqualTo(TOLERANCE);
  }

  @Test
  void preloadersLoadWhatIsListed() throws Exception {
    preloads = true;
    try (Loader loader = new Loader()) {
      preloader(loader, "CLIENT").run();
      preloader(loader, "SERVER").run();
    }

    assertThat(difference(listed(), loaded))
        .as("listed in FirstCallClasses, but there is no such class")
        .isEmpty();
  }
}
