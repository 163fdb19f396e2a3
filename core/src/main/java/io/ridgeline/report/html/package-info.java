/** Markup that cannot be broken by what it shows, and numbers as people read them. */
@NullMarked
package io.ridgeline.report.html;

import org.jspecify.annotations.NullMarked;
