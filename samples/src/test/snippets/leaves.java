java.util.Random random = new java.util.Random(1);
for (String part : List.of("train", "test")) {
  for (String species : List.of("birch", "oak")) {
    Path folder = java.nio.file.Files.createDirectories(Path.of("leaves", part, species));
    for (int i = 0; i < 12; i++) {
      var image = new java.awt.image.BufferedImage(24, 20, java.awt.image.BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < 20; y++) {
        for (int x = 0; x < 24; x++) {
          int green = 90 + random.nextInt(60) + (species.equals("oak") && (x / 4 + y / 4) % 2 == 0 ? 60 : 0);
          image.setRGB(x, y, 0x201810 | green << 8);
        }
      }
      javax.imageio.ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
    }
  }
}
// snippet
