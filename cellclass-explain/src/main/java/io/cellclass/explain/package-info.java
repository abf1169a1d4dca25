/**
 * Where a classifier looked: maps of its evidence. Pictures of them are drawn in {@link
 * io.cellclass.explain.picture}; how far they can be trusted is measured in {@link
 * io.cellclass.explain.faithfulness}.
 *
 * <p>Start at {@link io.cellclass.explain.Method}.
 */
@NullMarked
package io.cellclass.explain;

import org.jspecify.annotations.NullMarked;
