package io.tightwire.discovery.zookeeper;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.curator.framework.recipes.cache.ChildData;
import org.apache.curator.framework.recipes.cache.CuratorCacheStorage;

/**
 * The nodes that a cache knows. Tells of each that is put or removed; the cache itself tells
 * nothing of a node that was deleted and created again while the connection was lost. Thread-safe.
 */
final class NodeStorage implements CuratorCacheStorage {

  private final CuratorCacheStorage nodes = CuratorCacheStorage.standard();
  private final Runnable onChange;

  /**
   * Creates a storage without nodes.
   *
   * @param onChange is called after each change, and returns immediately
   */
  NodeStorage(Runnable onChange) {
    this.onChange = onChange;
  }

  @Override
  public Optional<ChildData> put(ChildData data) {
    Optional<ChildData> former = nodes.put(data);
    onChange.run();
    return former;
  }

  @Override
  public Optional<ChildData> remove(String path) {
    Optional<ChildData> former = nodes.remove(path);
    onChange.run();
    return former;
  }

  @Override
  public Optional<ChildData> get(String path) {
    return nodes.get(path);
  }

  @Override
  public int size() {
    return nodes.size();
  }

  @Override
  public Stream<ChildData> stream() {
    return nodes.stream();
  }

  @Override
  public void clear() {
    nodes.clear();
  }
}
