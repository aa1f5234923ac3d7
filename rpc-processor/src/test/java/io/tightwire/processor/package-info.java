@NullMarked
package io.tightwire.processor;

import org.jspecify.annotations.NullMarked;
