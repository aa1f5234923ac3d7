/**
 * What of a service is on the wire, apart from the Java that says it: described for other programs,
 * fingerprinted, kept in lock files. From a model, or from text; judges nothing.
 */
@NullMarked
package io.tightwire.processor.contract;

import org.jspecify.annotations.NullMarked;
