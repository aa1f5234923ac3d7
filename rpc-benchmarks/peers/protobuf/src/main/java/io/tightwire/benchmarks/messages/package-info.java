/** The typical DTO as a protobuf message. */
@NullMarked
package io.tightwire.benchmarks.messages;

import org.jspecify.annotations.NullMarked;
