package io.tightwire.processor.model;

/**
 * The names of the classes that are generated for a service. Immutable.
 *
 * @param packageName the service's package; empty for the default package
 * @param base the service's name: {@code Calculator}, or {@code Outer_Inner} for a nested one
 */
public record GeneratedNames(String packageName, String base) {

  public String stub() {
    return base + "Stub";
  }

  public String skeleton() {
    return base + "Skeleton";
  }

  /** Returns the holder of the method descriptors. */
  public String methods() {
    return base + "Methods";
  }

  /** Returns the holder of the codecs. */
  public String codecs() {
    return base + "Codecs";
  }
}
