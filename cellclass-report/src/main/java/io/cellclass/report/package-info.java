/**
 * A report of a training or an evaluation: one HTML file with its pictures inside, and each picture
 * as a file of its own.
 *
 * <p>Start at {@link io.cellclass.report.HtmlReport}.
 */
@NullMarked
package io.cellclass.report;

import org.jspecify.annotations.NullMarked;
