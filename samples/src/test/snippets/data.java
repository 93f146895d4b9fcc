Data data = Data.csv(Path.of("iris.csv")).target("species").categorical("species").read();
