/** How clients find servers, and how servers are found: resolvers and registrars. */
@NullMarked
package io.tightwire.discovery;

import org.jspecify.annotations.NullMarked;
