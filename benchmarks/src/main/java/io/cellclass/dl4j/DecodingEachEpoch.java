package io.cellclass.dl4j;

/**
 * Trainings that keep no decoded images, as those of more images than fit into the memory for them:
 * a door for benchmarks to what cellclass-dl4j keeps to itself, which is why it lies in its
 * package.
 */
public final class DecodingEachEpoch {
  private DecodingEachEpoch() {}

  /** The builder, of whose trainings each epoch decodes every image. */
  public static InceptionV3Trainer.Builder of(InceptionV3Trainer.Builder builder) {
    return builder.decodedBytes(0);
  }
}
