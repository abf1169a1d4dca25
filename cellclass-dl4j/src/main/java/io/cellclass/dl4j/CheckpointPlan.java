package io.cellclass.dl4j;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
   * @param settings those that are known already
   * @throws FileAlreadyExistsException if the folder holds checkpoints of a training that is not
   *     gone on with
   * @throws CheckpointMismatchException if the training that is had other settings
   */
  void prepare(Map<String, String> settings) throws IOException {
    if (folder != null) {
      prepare(folder);
    }
    open(settings).requireResumable();
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
   */
  Checkpoints open(Map<String, String> settings) {
    return new Checkpoints(this, settings);
  }
}
