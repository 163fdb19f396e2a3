/** A study's report: one offline page in plain words, with its figures and tables as files. */
@NullMarked
package io.ridgeline.report;

import org.jspecify.annotations.NullMarked;
