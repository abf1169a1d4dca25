package io.cellclass.examples;

import io.cellclass.CrossValidation;
import java.util.Map;

/**
 * What came of a cross-validation.
 *
 * @param folds the number of folds
 * @param byName the recipe, and then the baselines, each on the same folds
 */
record CrossValidated(int folds, Map<String, CrossValidation> byName) {}
