package org.netwright.samples.records;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
class LoginNet {
  @Features(Login.class)          Layer login;
  @Linear(1) @BinaryCrossEntropy  Layer fraud;

  record Login(int attempts, String country) {}
}
