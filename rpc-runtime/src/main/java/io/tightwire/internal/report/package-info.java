/** What the runtime reports: ends of calls, to listeners; the rest, to rate-limited logs. */
@NullMarked
package io.tightwire.internal.report;

import org.jspecify.annotations.NullMarked;
