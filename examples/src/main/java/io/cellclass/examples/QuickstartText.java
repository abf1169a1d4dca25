package io.cellclass.examples;

import java.nio.file.Path;

/** How to go on after the quickstart. */
final class QuickstartText {
  private QuickstartText() {}

  static String ending(Path folder) {
    return """
        In %1$s:
          cells.png            what was learnt from
          report/report.html   how well, with mistakes in pictures: open it in a browser
          evaluation.json      all figures and every answer
          cells.cellclass      the classifier
          cells/, unseen/      the images, a folder per class

        These cells are drawn. Now your own: put the images of each class into a folder, then

          cellclass train    --data my-cells --out my.cellclass
          cellclass evaluate --model my.cellclass --data my-test-cells
          cellclass classify --model my.cellclass some-cell.png

        or try it on what is there:

          cellclass classify --model %2$s %3$s
        """
        .formatted(folder, folder.resolve("cells.cellclass"), folder.resolve("unseen"))
        .stripTrailing();
  }
}
