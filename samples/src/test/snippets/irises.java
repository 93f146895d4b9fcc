record Iris(Flower flower, Species species) {}
List<Iris> irises = Csv.read(Path.of("iris.csv"), Iris.class);
try (FlowerNetTrainer trainer = FlowerNetTrainer.builder().seed(1).build()) {
  trainer.fit(Data.of(irises, Iris::flower, Iris::species)).epochs(50).quiet().run();
  trainer.save(Path.of("irises.safetensors"));
}
