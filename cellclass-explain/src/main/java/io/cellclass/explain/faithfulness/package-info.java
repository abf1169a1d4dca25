/**
 * Measures of how far explanations can be trusted.
 *
 * <p>Start at {@link io.cellclass.explain.faithfulness.Faithfulness}.
 */
@NullMarked
package io.cellclass.explain.faithfulness;

import org.jspecify.annotations.NullMarked;
