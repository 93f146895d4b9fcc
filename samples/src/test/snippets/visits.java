java.util.Random random = new java.util.Random(1);
int[][] codes = new int[80][];
List<float[][]> readings = new java.util.ArrayList<>();
float[] returned = new float[80];
for (int i = 0; i < 80; i++) {
  returned[i] = i % 2;
  codes[i] = random.ints(1 + random.nextInt(20), 0, 300).toArray();
  readings.add(new float[codes[i].length][3]);
  readings.get(i)[0][0] = returned[i];
}
VisitsTrainer trainer = VisitsTrainer.builder().seed(1).build();
// snippet
