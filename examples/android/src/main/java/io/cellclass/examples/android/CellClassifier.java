package io.cellclass.examples.android;

import android.content.Context;
import android.graphics.Bitmap;
import java.io.IOException;
import java.util.List;
import org.tensorflow.lite.support.image.TensorImage;
import org.tensorflow.lite.support.label.Category;
import org.tensorflow.lite.task.core.BaseOptions;
import org.tensorflow.lite.task.vision.classifier.ImageClassifier;
import org.tensorflow.lite.task.vision.classifier.ImageClassifier.ImageClassifierOptions;

/**
 * Says on a phone which cell a picture shows, with a file that {@code cellclass export --format
 * tflite} wrote. Labels and scaling come from the file's metadata; the dependency is {@code
 * org.tensorflow:tensorflow-lite-task-vision}.
 */
public final class CellClassifier implements AutoCloseable {
  private final ImageClassifier classifier;

  /**
   * Opens a file of the application's assets.
   *
   * @param asset its name, such as {@code wbc.tflite}
   * @throws IOException if it cannot be read
   */
  public CellClassifier(Context context, String asset) throws IOException {
    ImageClassifierOptions options =
        ImageClassifierOptions.builder()
            .setBaseOptions(BaseOptions.builder().setNumThreads(2).build())
            .setMaxResults(3)
            .build();
    classifier = ImageClassifier.createFromFileAndOptions(context, asset, options);
  }

  /**
   * The three most probable labels with their probabilities, the best first.
   *
   * @param picture has the cell in its middle
   * @param side how much of it the network is to see: of the frame that the classifier learnt with,
   *     {@code framing} in the file's {@code cellclass.json}, in pixels
   */
  public List<Category> classify(Bitmap picture, int side) {
    int square = Math.min(side, Math.min(picture.getWidth(), picture.getHeight()));
    Bitmap cell =
        Bitmap.createBitmap(
            picture,
            (picture.getWidth() - square) / 2,
            (picture.getHeight() - square) / 2,
            square,
            square);
    return classifier.classify(TensorImage.fromBitmap(cell)).get(0).getCategories();
  }

  @Override
  public void close() {
    classifier.close();
  }
}
