/**
 * ZooKeeper as a registry of servers. Servers publish themselves with {@code
 * register("zookeeper://zk1:2181,zk2:2181/tightwire/orders")}, and clients find them by the same
 * target.
 */
@NullMarked
package io.tightwire.discovery.zookeeper;

import org.jspecify.annotations.NullMarked;
