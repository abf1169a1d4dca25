package io.cellclass.examples;

import io.cellclass.CrossValidation;
import io.cellclass.CrossValidationListener;
import io.cellclass.Dataset;
import io.cellclass.Evaluation;
import io.cellclass.Folds;
import io.cellclass.SplitAudit;
import io.cellclass.Trainer;
import io.cellclass.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/** Cross-validates a recipe, and what it has to beat, on the same folds. */
final class CrossValidationRun {
  private final ModelSource models;
  private final TrainingPlan plan;
  private final int count;
  private final List<Long> seeds;
  private final AuditOptions audit;
  private final Console console;

  CrossValidationRun(
      ModelSource models,
      TrainingPlan plan,
      CrossValidationOptions options,
      AuditOptions audit,
      Console console) {
    this.models = models;
    this.plan = plan.withCheckpoints(null, false);
    this.count = options.folds();
    this.seeds = options.seeds(plan.seed());
    this.audit = audit;
    this.console = console;
  }

  CrossValidated run(Dataset images, boolean baselines) throws IOException {
    SplitAudit audited = audit.checkWithin(images, console);
    Map<String, CrossValidation> byName = new LinkedHashMap<>();
    try {
      byName.put(plan.recipe().toString(), of(images, "", this::trainer));
      if (baselines) {
        for (String name : models.baselines(plan.seed()).keySet()) {
          byName.put(name, of(images, name + ", ", seed -> baseline(name, seed)));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new CrossValidated(count, byName, audited);
  }

  private CrossValidation of(
      Dataset images, String name, LongFunction<? extends Trainer<?>> trainers) throws IOException {
    return CrossValidation.of(
        seed -> Folds.stratified(images, count, seed),
        plan.recipe().validationShare(),
        seeds,
        trainers,
        new Telling(name));
  }

  private Trainer<?> trainer(long seed) {
    try {
      return models.trainer(plan.withSeed(seed));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Trainer<?> baseline(String name, long seed) {
    Trainer<?> trainer = models.baselines(seed).get(name);
    if (trainer == null) {
      throw new IllegalStateException("the baselines of another seed lack " + name);
    }
    return trainer;
  }

  private final class Telling implements CrossValidationListener {
    private final String name;

    Telling(String name) {
      this.name = name;
    }

    @Override
    public TrainingListener foldBegins(long seed, int fold, int folds) {
      return new Progress(console);
    }

    @Override
    public void foldEnded(long seed, int fold, int folds, Evaluation evaluation) {
      console.note(
          String.format(
              Locale.ROOT,
              "%sseed %d, fold %d of %d: %d of %d images right",
              name,
              seed,
              fold,
              folds,
              evaluation.confusion().correct(),
              evaluation.images()));
    }
  }
}
