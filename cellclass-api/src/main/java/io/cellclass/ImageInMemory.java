package io.cellclass;

record ImageInMemory(String name, RgbImage image) implements ImageSource {
  @Override
  public RgbImage read() {
    return image;
  }
}
