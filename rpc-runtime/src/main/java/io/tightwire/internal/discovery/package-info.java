/** Finds resolvers and registrars by the scheme of a target; those of files and of DNS. */
@NullMarked
package io.tightwire.internal.discovery;

import org.jspecify.annotations.NullMarked;
