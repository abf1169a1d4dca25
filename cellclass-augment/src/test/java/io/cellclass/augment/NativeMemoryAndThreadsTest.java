package io.cellclass.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Augmentation;
import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.junit.jupiter.api.Test;

class NativeMemoryAndThreadsTest {
  private static final long MEGABYTE = 1 << 20;

  private static List<RgbImage> each(RgbImage image, int epoch) {
    List<RgbImage> results = new ArrayList<>();
    for (Augmentation augmentation : Catalogue.all()) {
      results.add(augmentation.apply(image, RandomStreams.of(1, epoch, "x")));
    }
    return results;
  }

  @Test
  void threadsChangeNoByte() throws InterruptedException, ExecutionException {
    RgbImage image = Pictures.noise(150, 130, 2);
    List<List<RgbImage>> alone = new ArrayList<>();
    for (int epoch = 0; epoch < 8; epoch++) {
      alone.add(each(image, epoch));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<List<RgbImage>>> together = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        int epoch = i % 8;
        together.add(threads.submit(() -> each(image, epoch)));
      }
      for (int i = 0; i < 16; i++) {
        assertThat(together.get(i).get()).isEqualTo(alone.get(i % 8));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Large enough that OpenCV divides the work. */
  @Test
  void theNumberOfThreadsOfOpenCvChangesNoByte() {
    RgbImage image = Pictures.noise(640, 480, 3);
    int usual = opencv_core.getNumThreads();
    try {
      opencv_core.setNumThreads(1);
      List<RgbImage> alone = each(image, 1);
      opencv_core.setNumThreads(7);
      assertThat(each(image, 1)).isEqualTo(alone);
    } finally {
      opencv_core.setNumThreads(usual);
    }
  }

  /** Were the matrices of these 2,000 steps left behind, it would be more than a gigabyte. */
  @Test
  void nativeMemoryIsFreedAtOnce() {
    RgbImage image = Pictures.noise(360, 363, 4);
    Augmentation steps =
        new Rotation(40)
            .then(new Hue(10))
            .then(new GaussianBlur(1))
            .then(new Defocus(1.5))
            .then(new JpegArtefacts(30, 90));
    for (int i = 0; i < 50; i++) {
      steps.apply(image, RandomStreams.of(1, i, "x"));
    }
    Pointer.deallocateReferences();
    long pointers = Pointer.totalCount();
    long before = Pointer.physicalBytes();
    for (int i = 0; i < 400; i++) {
      steps.apply(image, RandomStreams.of(2, i, "x"));
      assertThat(Pointer.totalCount()).isEqualTo(pointers);
    }
    // The heap may grow meanwhile, but not so far.
    assertThat(Pointer.physicalBytes() - before).isLessThan(500 * MEGABYTE);
  }
}
