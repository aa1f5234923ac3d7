/**
 * The contract of a service: what is on the wire, apart from its Java declarations. It is built
 * from a model or read from a lock file; it is fingerprinted, described for other programs, and
 * written to lock files. Nothing here judges whether a change is allowed.
 */
@NullMarked
package io.tightwire.processor.contract;

import org.jspecify.annotations.NullMarked;
