package io.cellclass.examples;

import io.cellclass.Dataset;
import io.cellclass.SplitAudit;
import io.cellclass.report.HtmlReport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What baselines learn from that are measured on some images.
 *
 * @param learnt images of their own; null if they learn from those measured, in folds
 * @param audit what the images measured share with those learnt from, or across their groups
 */
record BaselineData(@Nullable Dataset learnt, SplitAudit audit) {
  /** The images measured, in folds. */
  static BaselineData inFolds(Dataset measured, AuditOptions options, Console console)
      throws IOException {
    return new BaselineData(null, options.checkWithin(measured, console));
  }

  /** Other images than those measured. */
  static BaselineData of(Dataset learnt, Dataset measured, AuditOptions options, Console console)
      throws IOException {
    Map<String, Dataset> parts = new LinkedHashMap<>();
    parts.put("baselines", learnt);
    parts.put("test", measured);
    return new BaselineData(learnt, options.check(parts, console));
  }

  HtmlReport addAuditTo(HtmlReport report) {
    return learnt == null ? report.withGroupAudit(audit) : report.withAudit(audit);
  }
}
