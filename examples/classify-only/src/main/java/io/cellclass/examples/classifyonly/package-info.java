/** An application that only classifies. */
@NullMarked
package io.cellclass.examples.classifyonly;

import org.jspecify.annotations.NullMarked;
