/** Pretrained weights of InceptionV3 on the class path. */
@NullMarked
package io.cellclass.inception;

import org.jspecify.annotations.NullMarked;
