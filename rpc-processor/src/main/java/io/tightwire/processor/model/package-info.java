/**
 * The model of a service, as immutable values. The elements and type mirrors in it are handles,
 * which are not read here.
 */
@NullMarked
package io.tightwire.processor.model;

import org.jspecify.annotations.NullMarked;
