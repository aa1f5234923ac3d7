package io.tightwire.builtin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a server is and does at one moment. Immutable.
 *
 * @param version the version of the server's runtime; empty if it does not know it
 * @param started when the server was started, by its own clock
 * @param uptime how long ago that was
 * @param endpoints where it is bound, in the order of the binding
 * @param connections how many clients are connected
 * @param openCalls how many calls are queued or run, or wait for their stage or stream to end
 * @param failingChecks the names of the health checks that fail
 */
public record ServerInfo(
    String version,
    Instant started,
    Duration uptime,
    List<String> endpoints,
    int connections,
    int openCalls,
    List<String> failingChecks) {}
