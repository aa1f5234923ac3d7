package io.tightwire.discovery.kubernetes;

/** Writes EndpointSlices as the API server does. Stateless. */
final class Slices {

  static final String PORT = "{\"name\":\"tightwire\",\"port\":5555,\"protocol\":\"TCP\"}";

  private Slices() {}

  static String slice(String name, int version, String ports, String... endpoints) {
    return slice("IPv4", name, version, ports, endpoints);
  }

  static String slice(String type, String name, int version, String ports, String... endpoints) {
    return """
        {"metadata":{"name":"%s","namespace":"prod","resourceVersion":"%d","labels":{"kubernetes.io/service-name":"orders"}},\
        "addressType":"%s","ports":[%s],"endpoints":[%s]}"""
        .formatted(name, version, type, ports, String.join(",", endpoints));
  }

  static String port(String name, int number) {
    return "{\"name\":\"%s\",\"port\":%d}".formatted(name, number);
  }

  /** Returns a pod that is ready. */
  static String pod(String name, String address) {
    return pod(name, address, "\"ready\":true,\"serving\":true,\"terminating\":false");
  }

  static String pod(String name, String address, String conditions) {
    return """
        {"addresses":["%s"],"conditions":{%s},"targetRef":{"kind":"Pod","name":"%s"},"zone":"eu-1a"}"""
        .formatted(address, conditions, name);
  }

  static String list(int version, String... slices) {
    return """
        {"kind":"EndpointSliceList","apiVersion":"discovery.k8s.io/v1","metadata":{"resourceVersion":"%d"},"items":[%s]}"""
        .formatted(version, String.join(",", slices));
  }

  static String event(String type, String object) {
    return "{\"type\":\"%s\",\"object\":%s}".formatted(type, object);
  }

  static String bookmark(int version) {
    return event(
        "BOOKMARK",
        "{\"kind\":\"EndpointSlice\",\"metadata\":{\"resourceVersion\":\"%d\"}}"
            .formatted(version));
  }

  static String status(int code, String message) {
    return "{\"kind\":\"Status\",\"code\":%d,\"message\":\"%s\"}".formatted(code, message);
  }
}
