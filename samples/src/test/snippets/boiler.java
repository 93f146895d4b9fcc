Path file = Path.of("boiler.safetensors");
try (BoilerTrainer trainer = BoilerTrainer.builder().seed(1).build()) {
  trainer.save(file);
}
List<float[]> arriving = List.of(new float[] {71, 1.2f}, new float[] {72, 1.3f});
// snippet
