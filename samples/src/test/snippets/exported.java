try (FlowerNetTrainer trainer = FlowerNetTrainer.builder().seed(1).build()) {
  Data flowers = Data.csv(Path.of("iris.csv")).target("species").categorical("species").read();
  trainer.fit(flowers).epochs(20).standardize().quiet().run();
  trainer.save(Path.of("flowers.safetensors"));
}
try (FlowerNetModel exported = FlowerNetModel.load(Path.of("flowers.safetensors"))) {
  exported.exportOnnx(Path.of("flowers.onnx"));
}
