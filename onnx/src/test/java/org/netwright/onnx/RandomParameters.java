package org.netwright.onnx;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** Writes other numbers into a saved network: initial biases are 0, and initial scales 1. */
final class RandomParameters {
  private static final String METADATA = "__metadata__";

  private RandomParameters() {}

  static void write(Path file, long seed) throws IOException {
    Random random = new Random(seed);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = Math.toIntExact(bytes.getLong(0));
    String header = new String(bytes.array(), 8, headerLength, StandardCharsets.UTF_8);
    JsonObject tensors = JsonParser.parseString(header).getAsJsonObject();
    for (Map.Entry<String, JsonElement> tensor : tensors.entrySet()) {
      if (!tensor.getKey().equals(METADATA)) {
        boolean isVariance = tensor.getKey().endsWith("ariance");
        JsonArray offsets = tensor.getValue().getAsJsonObject().getAsJsonArray("data_offsets");
        int end = 8 + headerLength + offsets.get(1).getAsInt();
        for (int at = 8 + headerLength + offsets.get(0).getAsInt(); at < end; at += Float.BYTES) {
          bytes.putFloat(
              at, isVariance ? 0.5f + random.nextFloat() : (float) (0.5 * random.nextGaussian()));
        }
      }
    }
    Files.write(file, bytes.array());
  }
}
