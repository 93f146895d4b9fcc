java.util.Random random = new java.util.Random(1);
float[][] xs = new float[100][1];
float[][] ys = new float[100][1];
for (int i = 0; i < xs.length; i++) {
  xs[i][0] = 2f * i / (xs.length - 1) - 1;
  ys[i][0] = xs[i][0] * xs[i][0] + 0.2f * random.nextFloat();
}
INDArray x = Nd4j.createFromArray(xs);
INDArray y = Nd4j.createFromArray(ys);
NetTrainer trainer = NetTrainer.builder().seed(1).build();
for (int step = 1; step < 200; step++) {
  trainer.step(x, y);
}
