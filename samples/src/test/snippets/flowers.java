@Network
@Adam(learningRate = 0.01)
class FlowerNet {
  @Input(4)                                 Layer measures;
  @Linear(16) @Relu @Dropout(0.1) @L2(1e-4) Layer hidden;
  @Linear(3) @CrossEntropy                  Layer species;
}
// statements
