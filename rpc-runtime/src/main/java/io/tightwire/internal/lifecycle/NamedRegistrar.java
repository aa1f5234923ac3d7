package io.tightwire.internal.lifecycle;

import io.tightwire.discovery.Registrar;

/**
 * A registrar. Immutable.
 *
 * @param name its name in messages: the target that it was created for, or its class
 */
record NamedRegistrar(String name, Registrar registrar) {}
