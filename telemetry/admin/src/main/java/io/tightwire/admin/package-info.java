/**
 * Health, services and figures of a server over HTTP: {@link io.tightwire.admin.AdminServer}.
 *
 * <p>Requests of strangers are expected: one thread reads and writes all connections, so that a
 * slow client costs no thread, and all that a connection may take is limited.
 */
@NullMarked
package io.tightwire.admin;

import org.jspecify.annotations.NullMarked;
