/** What each cell of an image measures: its shape, its nucleus, its colours and stains. */
@NullMarked
package io.cellclass.segment.measure;

import org.jspecify.annotations.NullMarked;
