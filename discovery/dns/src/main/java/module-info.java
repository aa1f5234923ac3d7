/** Finds servers by SRV records, and by addresses without the JVM's cache. */
module io.tightwire.discovery.dns {
  requires transitive io.tightwire.runtime;
  requires static transitive org.jspecify;
  requires java.naming;
  requires jdk.naming.dns; // what JNDI asks name servers with

  exports io.tightwire.discovery.dns;

  provides io.tightwire.discovery.ResolverProvider with
      io.tightwire.discovery.dns.DnsAddressResolverProvider,
      io.tightwire.discovery.dns.DnsSrvResolverProvider;
}
