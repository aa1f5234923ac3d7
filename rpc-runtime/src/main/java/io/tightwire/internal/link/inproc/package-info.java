/** The transport within a process: loops that hand messages to each other. */
@org.jspecify.annotations.NullMarked
package io.tightwire.internal.link.inproc;
