/** Pictures of what was found in an image. */
@NullMarked
package io.cellclass.segment.picture;

import org.jspecify.annotations.NullMarked;
