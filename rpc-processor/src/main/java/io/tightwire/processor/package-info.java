/** Turns an annotated interface into stub, skeleton and codecs: scan, model, validate, generate. */
@NullMarked
package io.tightwire.processor;

import org.jspecify.annotations.NullMarked;
