/**
 * What a service is, as immutable values. Elements and type mirrors in it are handles, not read
 * here.
 */
@NullMarked
package io.tightwire.processor.model;

import org.jspecify.annotations.NullMarked;
