/**
 * The services that every server has besides those of its user: health and introspection. They are
 * ordinary services, called through their stubs. What the annotation processor writes for them
 * stands here as source.
 */
@NullMarked
package io.tightwire.builtin;

import org.jspecify.annotations.NullMarked;
