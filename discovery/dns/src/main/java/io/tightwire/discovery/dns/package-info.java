/**
 * Finds servers by DNS: by SRV records ({@code dns+srv://_tightwire._tcp.orders.prod}), and by
 * addresses ({@code dns+a://orders.prod:5555}). Name servers are asked directly, without the JVM's
 * cache.
 */
@NullMarked
package io.tightwire.discovery.dns;

import org.jspecify.annotations.NullMarked;
