package io.cellclass.dl4j;

import io.cellclass.Augmentation;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a training leaves checkpoints, and where it goes on.
 *
 * @param folder where to write them; null for none
 * @param resume the checkpoint to go on from, or a folder of them; null to start anew
 * @param keep how many to keep
 */
record CheckpointPlan(@Nullable Path folder, @Nullable Path resume, int keep) {
  static final CheckpointPlan NONE = new CheckpointPlan(null, null, 3);

  private static final String AUGMENTATION = "augmentation";

  /** What {@link Object#toString()} ends in: other digits in each JVM. */
  private static final Pattern IDENTITY_HASH = Pattern.compile("@[0-9a-f]{1,8}\\b");

  CheckpointPlan withFolder(Path folder) {
    return new CheckpointPlan(folder, resume, keep);
  }

  CheckpointPlan withResume(Path resume) {
    return new CheckpointPlan(folder, resume, keep);
  }

  CheckpointPlan withKeep(int keep) {
    return new CheckpointPlan(folder, resume, keep);
  }

  /**
   * Makes the folder and looks at what is resumed, before anything that takes time.
   *
   * @param known what is known already of that which {@link #open} will be given
   * @throws FileAlreadyExistsException if the folder holds checkpoints of a training that is not
   *     gone on with
   * @throws CheckpointMismatchException if the training that is had other settings
   */
  void prepare(Map<String, String> known) throws IOException {
    if (folder != null) {
      prepare(folder);
    }
    open(known).requireResumable();
  }

  private void prepare(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (!Checkpoints.in(folder).isEmpty() && !resumesFrom(folder)) {
      throw new FileAlreadyExistsException(
          folder.toString(),
          null,
          "it holds checkpoints already: resume them or take another folder");
    }
  }

  private boolean resumesFrom(Path folder) throws IOException {
    if (resume == null) {
      return false;
    }
    Path from = Files.isDirectory(resume) ? resume : resume.toAbsolutePath().getParent();
    return from != null && Files.isSameFile(folder, from);
  }

  /**
   * The checkpoints of a training.
   *
   * @param settings what a training that goes on must have in common with the one before
   * @throws IllegalArgumentException if there are to be checkpoints that no training could go on
   *     from, see {@link #requireRepeatable}
   */
  Checkpoints open(Map<String, String> settings) {
    settings.forEach(
        (name, value) -> {
          if (name.endsWith(AUGMENTATION)) {
            requireRepeatable(name, value);
          }
        });
    return new Checkpoints(this, settings);
  }

  /**
   * Refuses an augmentation for checkpoints, written or resumed, if its text is another in each
   * JVM: it would never be recognised as the same.
   *
   * @throws IllegalArgumentException if the text holds an identity hash
   */
  void requireRepeatable(Augmentation augmentation) {
    requireRepeatable(AUGMENTATION, augmentation.toString());
  }

  private void requireRepeatable(String name, String text) {
    if ((folder != null || resume != null) && IDENTITY_HASH.matcher(text).find()) {
      throw new IllegalArgumentException(
          "checkpoints need an augmentation whose text tells what it does, such as a record; "
              + name
              + " is "
              + text
              + ", which is called otherwise in the next run");
    }
  }
}
