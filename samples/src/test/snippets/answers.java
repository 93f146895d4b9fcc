String irises = java.nio.file.Files.readString(Path.of("iris.csv"));
java.nio.file.Files.writeString(
    Path.of("virginica.csv"), irises.replaceAll("setosa|versicolor", "other"));
ThreeWaySplit parts =
    Data.csv(Path.of("virginica.csv")).target("species").categorical("species").read()
        .stratifiedSplit(0.2, 0.2, 1);
Data train = parts.train();
Data valid = parts.validation();
Data test = parts.test();
VirginicaNetTrainer trainer = VirginicaNetTrainer.builder().seed(1).build();
trainer.fit(train).epochs(50).standardize().validate(valid).quiet().run();
float[] row = {5.9f, 3.0f, 5.1f, 1.8f};
