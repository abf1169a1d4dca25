package io.cellclass.examples;

import io.cellclass.CrossValidation;
import io.cellclass.SplitAudit;
import java.util.Map;

/**
 * What came of a cross-validation.
 *
 * @param folds the number of folds
 * @param byName the recipe, and then the baselines, each on the same folds
 * @param audit what images of different groups share, which folds may put apart
 */
record CrossValidated(int folds, Map<String, CrossValidation> byName, SplitAudit audit) {}
