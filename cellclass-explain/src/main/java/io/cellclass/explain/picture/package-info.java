/**
 * Pictures of explanations.
 *
 * <p>Start at {@link io.cellclass.explain.picture.ExplanationPicture}.
 */
@NullMarked
package io.cellclass.explain.picture;

import org.jspecify.annotations.NullMarked;
