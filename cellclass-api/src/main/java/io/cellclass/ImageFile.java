package io.cellclass;

import java.io.IOException;
import java.nio.file.Path;

record ImageFile(Path file) implements ImageSource {
  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public RgbImage read() throws IOException {
    return RgbImage.read(file);
  }
}
