package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
class VisitNet {
  @Features(Patient.class)              Layer patient;
  @Features(Ward.class)                 Layer ward;
  @After("patient") @Concat("ward")     Layer both;
  @Linear(6) @Tanh @Output              Layer hidden;
  @CrossEntropy(classes = Course.class) Layer course;
  @After("hidden") @Linear(1) @BinaryCrossEntropy(weight = 0.5) Layer returns;
  @After("hidden") @Linear(1) @Huber(1) Layer days;
  @After("hidden") @Linear(2) @MeanSquaredError Layer doses;
  @After("hidden") @Linear(3) @CrossEntropy Layer level;

  record Patient(int age, @Embedding(width = 3) Blood blood, @Embedding(width = 4) @Category(atMost = 20) String region) {}

  record Ward(@Embedding(width = 2) Kind kind, Building building) {}

  record Building(int beds, Entrance entrance) {}

  record Entrance(boolean lit) {}

  enum Kind { SURGERY, CARDIOLOGY }

  enum Blood { A, B, AB, O }

  enum Course { GOOD, BAD, UNKNOWN }
}
