/**
 * How many cells of each kind fields and slides have, how sure that is, and how well it agrees with
 * manual counts.
 */
@NullMarked
package io.cellclass.segment.count;

import org.jspecify.annotations.NullMarked;
