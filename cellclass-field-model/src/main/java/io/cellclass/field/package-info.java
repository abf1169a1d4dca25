/** A trained detector of blood cells in whole fields on the class path. */
@NullMarked
package io.cellclass.field;

import org.jspecify.annotations.NullMarked;
