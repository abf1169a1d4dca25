package io.cellclass;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Drawn pictures of cells, and what happens to pictures on their way. */
final class Retouched {
  private Retouched() {}

  /** Discs of several sizes and shades on a light ground: another seed, other discs. */
  static RgbImage field(long seed, int width, int height) {
    Random random = new Random(seed);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = smooth(picture);
    graphics.setColor(new Color(240, 230, 225));
    graphics.fillRect(0, 0, width, height);
    for (int i = 0; i < 14; i++) {
      double size = width * (0.08 + 0.12 * random.nextDouble());
      double x = width * random.nextDouble() - size / 2;
      double y = height * random.nextDouble() - size / 2;
      int shade = 90 + random.nextInt(110);
      graphics.setColor(new Color(shade, shade * 3 / 4, shade * 4 / 5));
      graphics.fill(new Ellipse2D.Double(x, y, size, size * (0.7 + 0.6 * random.nextDouble())));
    }
    graphics.dispose();
    return RgbImage.copyOf(picture);
  }

  /** What an image may become without showing anything else, by what was done. */
  static Map<String, RgbImage> all(RgbImage image) {
    BufferedImage picture = image.toBufferedImage();
    int w = picture.getWidth();
    int h = picture.getHeight();
    Map<String, RgbImage> all = new LinkedHashMap<>();
    all.put("JPEG of quality 60", jpeg(picture, 0.6f));
    all.put("lighter by 5 %", lightened(image, 1.05));
    all.put("darker by 10 %", lightened(image, 0.9));
    all.put(
        "80 % and back", scaled(scaled(picture, w * 8 / 10, h * 8 / 10).toBufferedImage(), w, h));
    all.put("half the size", scaled(picture, w / 2, h / 2));
    all.put("mirrored", drawn(picture, new AffineTransform(-1, 0, 0, 1, w, 0), w, h));
    all.put("flipped", drawn(picture, new AffineTransform(1, 0, 0, -1, 0, h), w, h));
    all.put("half turn", drawn(picture, new AffineTransform(-1, 0, 0, -1, w, h), w, h));
    all.put("transposed", drawn(picture, new AffineTransform(0, 1, 1, 0, 0, 0), h, w));
    all.put("turned right", drawn(picture, new AffineTransform(0, 1, -1, 0, h, 0), h, w));
    all.put("turned left", drawn(picture, new AffineTransform(0, -1, 1, 0, 0, w), h, w));
    all.put("antitransposed", drawn(picture, new AffineTransform(0, -1, -1, 0, h, w), h, w));
    all.put("cropped by 3 % all round", cropped(picture, 0.03, 0.03, 0.94, 0.94));
    all.put("cropped by 5 % on the left", cropped(picture, 0.05, 0, 0.95, 1));
    return all;
  }

  static RgbImage jpeg(BufferedImage picture, float quality) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(quality);
    try (var stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(picture, null, null), param);
      stream.flush();
      return RgbImage.copyOf(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
  }

  private static RgbImage lightened(RgbImage image, double factor) {
    byte[] bytes = image.bytes();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.min(255, Math.round(factor * (bytes[i] & 0xff)));
    }
    return RgbImage.of(image.width(), image.height(), bytes);
  }

  private static RgbImage scaled(BufferedImage picture, int width, int height) {
    double x = (double) width / picture.getWidth();
    double y = (double) height / picture.getHeight();
    return drawn(picture, AffineTransform.getScaleInstance(x, y), width, height);
  }

  private static RgbImage cropped(
      BufferedImage picture, double x, double y, double width, double height) {
    int w = picture.getWidth();
    int h = picture.getHeight();
    return RgbImage.copyOf(
        picture.getSubimage((int) (x * w), (int) (y * h), (int) (width * w), (int) (height * h)));
  }

  private static RgbImage drawn(
      BufferedImage picture, AffineTransform transform, int width, int height) {
    BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = smooth(drawn);
    graphics.drawImage(picture, transform, null);
    graphics.dispose();
    return RgbImage.copyOf(drawn);
  }

  private static Graphics2D smooth(BufferedImage picture) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    return graphics;
  }
}
