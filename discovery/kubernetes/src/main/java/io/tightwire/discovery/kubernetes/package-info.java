/**
 * Finds servers in the <a
 * href="https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/">EndpointSlices</a>
 * of a Kubernetes service: {@code kubernetes://orders.prod:tightwire}. They are watched at the API
 * server, so changes are noticed when they happen.
 */
@NullMarked
package io.tightwire.discovery.kubernetes;

import org.jspecify.annotations.NullMarked;
