FlowerNetTrainer earlier = FlowerNetTrainer.builder().seed(1).build();
ThreeWaySplit parts =
    Data.csv(Path.of("iris.csv")).target("species").categorical("species").read()
        .stratifiedSplit(0.2, 0.2, 1);
Data train = parts.train();
Data valid = parts.validation();
earlier.fit(train).epochs(5).standardize().quiet().run();
earlier.save(Path.of("flowers.safetensors"));
FlowerNetTrainer trainer = FlowerNetTrainer.builder().seed(2).build();
