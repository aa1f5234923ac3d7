@NullMarked
package io.tightwire.admin;

import org.jspecify.annotations.NullMarked;
