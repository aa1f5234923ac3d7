package io.tightwire.discovery.dns;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks name servers, by the JDK's provider of JNDI for DNS. Caches nothing, and reads the machine's
 * configuration for each query. A name server that does not respond is asked three times, for 3.5
 * seconds in all, and then the next one. Thread-safe.
 */
final class NameServers {

  private static final String FIRST_TIMEOUT_MILLIS = "500"; // doubled for each attempt

  private static final String ATTEMPTS = "3";

  private final @Nullable String server;

  /**
   * Creates an instance.
   *
   * @param server the name server's host and port; null for those of this machine
   */
  NameServers(@Nullable String server) {
    this.server = server;
  }

  /**
   * Returns the records of a name as text; none if the name does not exist.
   *
   * @param type the type of the records: {@code A}, {@code AAAA} or {@code SRV}
   * @throws IOException if no name server responds, or it responds with a failure
   */
  @SuppressWarnings("BanJNDI") // the provider for DNS has only texts and bytes: no objects
  List<String> query(String name, String type) throws IOException {
    try {
      DirContext context = new InitialDirContext(environment());
      try {
        Attribute records =
            context.getAttributes(name, new String[] {type}).get(type); // null: none of this type
        List<String> all = new ArrayList<>();
        for (int i = 0; records != null && i < records.size(); i++) {
          all.add(String.valueOf(records.get(i)));
        }
        return all;
      } finally {
        context.close();
      }
    } catch (NameNotFoundException e) {
      return List.of();
    } catch (NamingException e) {
      throw new IOException(
          "Cannot look up "
              + type
              + " records of "
              + name
              + ": "
              + describe(e)
              + "; check "
              + (server == null ? "this machine's name servers" : "the name server " + server)
              + ". It is looked up again every 5s",
          e);
    }
  }

  private static String describe(NamingException e) {
    Throwable cause = e.getCause();
    if (cause instanceof InterruptedIOException) { // SocketTimeoutException is one
      return "no response in time";
    }
    return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + " (" + cause + ")";
  }

  @SuppressWarnings("JdkObsolete") // JNDI takes no other table
  private Hashtable<String, String> environment() {
    Hashtable<String, String> settings = new Hashtable<>();
    settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    settings.put(Context.PROVIDER_URL, server == null ? "dns:" : "dns://" + server);
    settings.put("com.sun.jndi.dns.timeout.initial", FIRST_TIMEOUT_MILLIS);
    settings.put("com.sun.jndi.dns.timeout.retries", ATTEMPTS);
    return settings;
  }
}
