/**
 * A network as data: its operations, weights and preprocessing, and the bundle that carries a
 * trained one. Engines compile it; none of them is needed here.
 */
@NullMarked
package io.cellclass.network;

import org.jspecify.annotations.NullMarked;
