ThreeWaySplit parts =
    Data.csv(Path.of("iris.csv")).target("species").categorical("species").read()
        .stratifiedSplit(0.2, 0.2, 1);
Data train = parts.train();
Data valid = parts.validation();
Data test = parts.test();
FlowerNetTrainer trainer = FlowerNetTrainer.builder().seed(1).build();
History history = trainer.fit(train).epochs(5).validate(valid).quiet().run();
