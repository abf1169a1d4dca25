/**
 * What tests of classifiers and trainers need: synthetic blood smears with exact truth, a fake
 * classifier, and the contract suites that every implementation passes.
 *
 * <p>Start at {@link io.cellclass.testkit.BloodSmears} for images and at {@link
 * io.cellclass.testkit.ClassifierContract} to test an implementation.
 */
@NullMarked
package io.cellclass.testkit;

import org.jspecify.annotations.NullMarked;
