package io.cellclass.segment;

import io.cellclass.Label;

/**
 * A cell that an expert marked.
 *
 * @param box where
 * @param label what
 */
public record LabelledBox(Box box, Label label) {}
