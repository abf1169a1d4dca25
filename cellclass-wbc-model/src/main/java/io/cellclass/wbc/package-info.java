/** A trained classifier of blood cells on the class path. */
@NullMarked
package io.cellclass.wbc;

import org.jspecify.annotations.NullMarked;
