package org.netwright.runtime.internal.model;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers as JSON. They are read without recursion; one with anything unexpected is refused. */
final class HeaderJson {
  private static final String METADATA = "__metadata__";
  private static final int MAX_DIMENSIONS = 8;

  private HeaderJson() {}

  static String write(Header header) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject();
      json.name(METADATA).beginObject();
      for (Map.Entry<String, String> entry : header.metadata().entrySet()) {
        json.name(entry.getKey()).value(entry.getValue());
      }
      json.endObject();
      for (Map.Entry<String, TensorEntry> entry : header.tensors().entrySet()) {
        TensorEntry tensor = entry.getValue();
        json.name(entry.getKey()).beginObject();
        json.name("dtype").value(tensor.type().name());
        json.name("shape").beginArray();
        for (long dimension : tensor.shape()) {
          json.value(dimension);
        }
        json.endArray();
        json.name("data_offsets").beginArray();
        json.value(tensor.begin()).value(tensor.end()).endArray();
        json.endObject();
      }
      json.endObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /**
   * Reads a header.
   *
   * @throws IllegalArgumentException if it is not as expected; the message says what and where
   */
  static Header read(String text) {
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, TensorEntry> tensors = new LinkedHashMap<>();
    try (JsonReader json = new JsonReader(new StringReader(text))) {
      json.setStrictness(Strictness.STRICT);
      json.beginObject();
      boolean metadataRead = false;
      while (json.hasNext()) {
        String name = json.nextName();
        if (!name.equals(METADATA)) {
          requireNew(name, tensors.put(name, tensor(json, name)));
        } else if (metadataRead) {
          throw new IllegalArgumentException("its header has " + METADATA + " twice");
        } else {
          readMetadata(json, metadata);
          metadataRead = true;
        }
      }
      json.endObject();
      requireEnd(json.peek());
      return new Header(metadata, tensors);
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      throw new IllegalArgumentException(reason(e), e);
    }
  }

  /** Leaves out the advice to be less strict, and the links. */
  private static String reason(Exception e) {
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return "its header is not the expected JSON: "
        + first.replaceFirst("Use JsonReader.* to accept ", "");
  }

  /** In strict reading, a token after the end is an error. */
  private static void requireEnd(JsonToken token) {
    if (token != JsonToken.END_DOCUMENT) {
      throw new IllegalArgumentException("its header continues with " + token);
    }
  }

  private static void readMetadata(JsonReader json, Map<String, String> metadata)
      throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      requireNew(name, metadata.put(name, string(json, name)));
    }
    json.endObject();
  }

  private static TensorEntry tensor(JsonReader json, String name) throws IOException {
    ElementType type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    json.beginObject();
    while (json.hasNext()) {
      String member = json.nextName();
      if (member.equals("dtype") && type == null) {
        type = type(string(json, name), name);
      } else if (member.equals("shape") && shape == null) {
        shape = numbers(json, name);
      } else if (member.equals("data_offsets") && offsets == null) {
        offsets = numbers(json, name);
      } else {
        throw new IllegalArgumentException(
            "tensor %s has a member %s that is unknown or occurs twice".formatted(name, member));
      }
    }
    json.endObject();
    if (type == null || shape == null || offsets == null || offsets.size() != 2) {
      throw new IllegalArgumentException(
          "tensor %s needs dtype, shape and two data_offsets".formatted(name));
    }
    return new TensorEntry(type, shape, offsets.get(0), offsets.get(1));
  }

  private static ElementType type(String text, String name) {
    for (ElementType type : ElementType.values()) {
      if (type.name().equals(text)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "tensor %s is of type %s, but only F32 and F64 can be loaded".formatted(name, text));
  }

  private static String string(JsonReader json, String name) throws IOException {
    if (json.peek() != JsonToken.STRING) {
      throw new IllegalArgumentException(
          "its header has a %s for %s, where a string is expected".formatted(json.peek(), name));
    }
    return json.nextString();
  }

  private static List<Long> numbers(JsonReader json, String name) throws IOException {
    List<Long> numbers = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      if (json.peek() != JsonToken.NUMBER || numbers.size() == MAX_DIMENSIONS) {
        throw new IllegalArgumentException(
            "tensor %s has no list of up to %d numbers where one is expected"
                .formatted(name, MAX_DIMENSIONS));
      }
      long number = json.nextLong();
      if (number < 0) {
        throw new IllegalArgumentException("tensor %s has a negative size".formatted(name));
      }
      numbers.add(number);
    }
    json.endArray();
    return numbers;
  }

  private static void requireNew(String name, @Nullable Object before) {
    if (before != null) {
      throw new IllegalArgumentException("its header has %s twice".formatted(name));
    }
  }
}
