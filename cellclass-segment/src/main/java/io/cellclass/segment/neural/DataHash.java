package io.cellclass.segment.neural;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.cellclass.RgbImage;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.MaskedImage;
import java.io.IOException;
import java.util.List;

/**
 * The SHA-256 over the ids, pixels and annotations of training and validation images in their
 * order.
 */
final class DataHash {
  private final Hasher hasher = Hashing.sha256().newHasher();

  private DataHash() {}

  static String ofBoxes(List<BoxedImage> training, List<BoxedImage> validation) throws IOException {
    DataHash hash = new DataHash();
    for (List<BoxedImage> part : List.of(training, validation)) {
      hash.hasher.putInt(part.size());
      for (BoxedImage image : part) {
        hash.put(image.id(), image.image().read());
        hash.hasher.putUnencodedChars(image.boxes().toString());
      }
    }
    return hash.hasher.hash().toString();
  }

  static String ofMasks(List<MaskedImage> training, List<MaskedImage> validation)
      throws IOException {
    DataHash hash = new DataHash();
    for (List<MaskedImage> part : List.of(training, validation)) {
      hash.hasher.putInt(part.size());
      for (MaskedImage image : part) {
        hash.put(image.id(), image.image().read());
        hash.put(image.truth().read());
      }
    }
    return hash.hasher.hash().toString();
  }

  private void put(String id, RgbImage image) {
    hasher
        .putUnencodedChars(id)
        .putInt(image.width())
        .putInt(image.height())
        .putBytes(image.bytes());
  }

  private void put(LabelMap map) {
    for (int i = 0; i < map.width() * map.height(); i++) {
      int x = i % map.width();
      int y = i / map.width();
      hasher.putInt(map.cell(x, y)).putUnencodedChars(map.pixelClass(x, y).name());
    }
  }
}
