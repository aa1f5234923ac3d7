/**
 * The descriptions of services: read from a server or from files, and shown as text, HTML and
 * templates.
 */
@NullMarked
package io.tightwire.cli.describe;

import org.jspecify.annotations.NullMarked;
