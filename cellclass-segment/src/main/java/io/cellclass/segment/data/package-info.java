/**
 * Image sets with boxes and masks, in the formats that others read and write.
 *
 * <p>Start at {@link io.cellclass.segment.data.VocFolder}, {@link
 * io.cellclass.segment.data.MaskFolder}, {@link io.cellclass.segment.data.CocoFile} and {@link
 * io.cellclass.segment.data.BoxCsv} to read, and at {@link
 * io.cellclass.segment.data.AnnotatedImage} and {@link io.cellclass.segment.data.OutlinedImage} to
 * write. Annotations are read at once and checked; images and masks when they are asked for. A file
 * is written as a whole or not at all.
 */
@NullMarked
package io.cellclass.segment.data;

import org.jspecify.annotations.NullMarked;
