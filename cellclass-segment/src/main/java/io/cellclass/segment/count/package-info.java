/** How many cells of each kind fields and slides have, and how sure that is. */
@NullMarked
package io.cellclass.segment.count;

import org.jspecify.annotations.NullMarked;
