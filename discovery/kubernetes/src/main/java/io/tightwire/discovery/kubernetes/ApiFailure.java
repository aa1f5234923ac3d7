package io.tightwire.discovery.kubernetes;

import java.io.IOException;
import java.io.InputStream;

/** The API server refuses a request. Its message says how to fix it. */
final class ApiFailure extends IOException {

  private static final long serialVersionUID = 1;

  static final int OK = 200;
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;

  /** The version from which a watch is to go on is forgotten. */
  static final int GONE = 410;

  private static final int MAX_BODY = 64 << 10;
  private static final int MAX_MESSAGE = 300;

  private final int status;

  private ApiFailure(int status, String message) {
    super(message);
    this.status = status;
  }

  /** Returns whether the list has to be read again before it can be watched. */
  boolean isGone() {
    return status == GONE;
  }

  /**
   * Describes a response that is none of success.
   *
   * @param body perhaps a {@code Status} in JSON
   * @param namespace where EndpointSlices were asked for
   */
  static ApiFailure of(int status, InputStream body, String namespace) {
    return of(status, reason(body), namespace);
  }

  /** Describes the status of an event of type ERROR. */
  static ApiFailure of(JsonObject status, String namespace) throws JsonException {
    return of(status.intOr("code", 0, 999), excerpt(status.textOr("message", "")), namespace);
  }

  private static ApiFailure of(int status, String reason, String namespace) {
    String said = " (" + status + (reason.isEmpty() ? "" : ": " + reason) + ")";
    return new ApiFailure(
        status,
        switch (status) {
          case UNAUTHORIZED ->
              "the API server does not accept the token of the pod's service account" + said;
          case FORBIDDEN ->
              "the pod's service account may not list or watch EndpointSlices in the namespace "
                  + namespace
                  + said
                  + "; bind it to a Role there that has the rule apiGroups: [\"discovery.k8s.io\"],"
                  + " resources: [\"endpointslices\"], verbs: [\"list\", \"watch\"]";
          case NOT_FOUND ->
              "the API server does not have EndpointSlices of discovery.k8s.io/v1"
                  + said
                  + "; it needs Kubernetes 1.21";
          default -> "the API server refuses to list EndpointSlices" + said;
        });
  }

  private static String reason(InputStream body) {
    try {
      return excerpt(JsonReader.object(body.readNBytes(MAX_BODY)).textOr("message", ""));
    } catch (IOException e) {
      return ""; // it is no Status; the code says enough
    }
  }

  private static String excerpt(String text) {
    return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
  }
}
