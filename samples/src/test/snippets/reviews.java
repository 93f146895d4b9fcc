java.util.Random random = new java.util.Random(1);
int[][] words = new int[80][];
int[] opinions = new int[80];
StringBuilder lines = new StringBuilder("patient,hour,pulse,pressure,outcome\n");
for (int i = 0; i < 80; i++) {
  opinions[i] = i % 2;
  words[i] = random.ints(1 + random.nextInt(20), opinions[i] * 100, 300).toArray();
  for (int hour = 0; hour < words[i].length; hour++) {
    lines.append("%d,%d,%d,%d,%s\n".formatted(i, hour, 60 + words[i][hour] / 5, 120 - hour, i % 2 == 0 ? "well" : "ill"));
  }
}
java.nio.file.Files.writeString(Path.of("stays.csv"), lines);
ReviewsTrainer trainer = ReviewsTrainer.builder().seed(1).build();
// snippet
