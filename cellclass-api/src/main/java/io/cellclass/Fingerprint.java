package io.cellclass;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.io.IOException;

/** What an audit keeps of an image: some kilobytes, however large it is. */
final class Fingerprint {
  private final String part;
  private final Sample sample;
  private final HashCode pixels;
  private final long hash;
  private final float[] coarse;
  private final byte[] fine;

  private Fingerprint(
      String part, Sample sample, HashCode pixels, long hash, float[] coarse, byte[] fine) {
    this.part = part;
    this.sample = sample;
    this.pixels = pixels;
    this.hash = hash;
    this.coarse = coarse;
    this.fine = fine;
  }

  /** Decodes the image. */
  static Fingerprint of(String part, Sample sample) throws IOException {
    RgbImage image = sample.image();
    HashCode pixels =
        Hashing.sha256()
            .newHasher()
            .putInt(image.width())
            .putInt(image.height())
            .putBytes(image.bytes())
            .hash();
    float[] grey = Thumbnail.grey(image, Thumbnail.COARSE);
    return new Fingerprint(
        part,
        sample,
        pixels,
        PerceptualHash.of(grey),
        Thumbnail.normalised(grey, Thumbnail.COARSE),
        rounded(Thumbnail.grey(image, Thumbnail.FINE)));
  }

  private static byte[] rounded(float[] grey) {
    byte[] rounded = new byte[grey.length];
    for (int i = 0; i < grey.length; i++) {
      rounded[i] = (byte) Math.round(grey[i]);
    }
    return rounded;
  }

  String part() {
    return part;
  }

  Sample sample() {
    return sample;
  }

  /** The same for two images only if their sizes and pixels are the same. */
  HashCode pixels() {
    return pixels;
  }

  /** The {@link PerceptualHash}. */
  long hash() {
    return hash;
  }

  /** The normalised {@link Thumbnail} of the side {@link Thumbnail#COARSE}. Not copied. */
  float[] coarse() {
    return coarse;
  }

  /** The normalised thumbnail of the side {@link Thumbnail#FINE}; made when it is asked for. */
  float[] fine() {
    float[] grey = new float[fine.length];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = fine[i] & 0xff;
    }
    return Thumbnail.normalised(grey, Thumbnail.FINE);
  }

  /** Whether its group is but its own id, which the image of another data set may have too. */
  boolean standsAlone() {
    return sample.group().equals(sample.id());
  }
}
