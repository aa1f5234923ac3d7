/** What the runtime tells the outside of itself: the listeners of calls, and the logs. */
@NullMarked
package io.tightwire.internal.report;

import org.jspecify.annotations.NullMarked;
