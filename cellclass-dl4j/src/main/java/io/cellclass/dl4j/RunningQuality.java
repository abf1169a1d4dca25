package io.cellclass.dl4j;

/** The mean quality of the mini-batches of an epoch so far, each image counting the same. */
final class RunningQuality {
  private double loss;
  private double right;
  private int images;
  private Quality last = new Quality(0, 0);

  void add(Quality batch, int size) {
    last = batch;
    loss += batch.loss() * size;
    right += batch.accuracy() * size;
    images += size;
  }

  /** The number of images so far. */
  int images() {
    return images;
  }

  /** The quality of the last mini-batch. */
  Quality last() {
    return last;
  }

  Quality mean() {
    return new Quality(loss / images, right / images);
  }
}
