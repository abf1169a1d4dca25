/**
 * Where a classifier looked: maps of its evidence, pictures of them, and measures of how far they
 * can be trusted.
 *
 * <p>Start at {@link io.cellclass.explain.Explainers}.
 */
@NullMarked
package io.cellclass.explain;

import org.jspecify.annotations.NullMarked;
