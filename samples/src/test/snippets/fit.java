Data flowers = Data.csv(Path.of("iris.csv")).target("species").categorical("species").read();
Data train = flowers.stratifiedSplit(0.2, 1).train();
Data valid = flowers.stratifiedSplit(0.2, 1).test();
NetTrainer trainer = NetTrainer.builder().seed(1).build();
