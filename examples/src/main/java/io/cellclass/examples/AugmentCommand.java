package io.cellclass.examples;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.Label;
import io.cellclass.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "augment",
    header = "Shows what augmentations make of images.",
    description =
        "Draws a contact sheet: each row begins with an image as it is, beside it views of it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellclass augment --data my-cells --out paper.png",
      "  cellclass augment --data my-cells --set all --views 4 --out all.jpg"
    })
@SuppressWarnings("NullAway.Init") // picocli sets required options and those with a default.
final class AugmentCommand implements Callable<Integer> {
  private static final int MOST = 100;

  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR|CSV",
      description =
          "The images: a folder per class, or a CSV file with the columns file and label. The first"
              + " of each class are shown.")
  private Path data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where to write the sheet, as PNG or, if it ends in .jpg, as JPEG.")
  private Path out;

  @Option(
      names = "--set",
      paramLabel = "NAME",
      defaultValue = "paper",
      description =
          "What to do to the images (${DEFAULT-VALUE}): @|bold paper|@ or @|bold microscopy|@, as in"
              + " training; @|bold all|@ for a row of each augmentation alone, stronger than one"
              + " trains with; or the name that one has there, such as @|bold stain-jitter|@.")
  private String set;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many images (${DEFAULT-VALUE}). With @|bold all|@ the rows share them.")
  private int images;

  @Option(
      names = "--views",
      paramLabel = "N",
      defaultValue = "6",
      description = "How many views of each (${DEFAULT-VALUE}).")
  private int views;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "The seed of all chance: the same one gives the same sheet (${DEFAULT-VALUE}).")
  private long seed;

  AugmentCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    requireCount("--images", images);
    requireCount("--views", views);
    List<AugmentationExhibit> exhibits = AugmentationExhibit.named(set);
    if (exhibits.isEmpty()) {
      throw misuse("--set must be one of " + AugmentationExhibit.names() + ", not " + set);
    }
    String name = out.toString().toLowerCase(Locale.ROOT);
    boolean jpeg = name.endsWith(".jpg") || name.endsWith(".jpeg");
    if (!jpeg && !name.endsWith(".png")) {
      throw misuse("--out must end in .png, .jpg or .jpeg, not be " + out);
    }
    OutputFile file = OutputFile.regularAt(out);
    List<Sample> cells = chosen(Datasets.open(data));
    AugmentationSheet sheet = new AugmentationSheet(set + ", seed " + seed, views, seed);
    for (int row = 0; row < Math.max(exhibits.size(), cells.size()); row++) {
      sheet.add(exhibits.get(row % exhibits.size()), cells.get(row % cells.size()));
    }
    file.write(sheet.picture(jpeg));
    console.print("Wrote " + out);
    return ExitStatus.OK;
  }

  private void requireCount(String option, int count) {
    if (count < 1 || count > MOST) {
      throw misuse(option + " must be from 1 to " + MOST + ", not " + count);
    }
  }

  private ParameterException misuse(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  /** The first image of each class, the second of each, and so on. */
  private List<Sample> chosen(Dataset all) {
    List<List<Sample>> classes = new ArrayList<>();
    for (Label label : all.labels()) {
      classes.add(all.where(sample -> sample.label().equals(label)).samples());
    }
    List<Sample> chosen = new ArrayList<>();
    for (int place = 0; chosen.size() < Math.min(images, all.size()); place++) {
      for (List<Sample> members : classes) {
        if (place < members.size() && chosen.size() < images) {
          chosen.add(members.get(place));
        }
      }
    }
    return chosen;
  }
}
