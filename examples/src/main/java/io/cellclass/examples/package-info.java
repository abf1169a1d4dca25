/**
 * The command line over the library, and a quickstart that needs no images. Read {@link
 * io.cellclass.examples.FirstFiveMinutes} first.
 */
@NullMarked
package io.cellclass.examples;

import org.jspecify.annotations.NullMarked;
