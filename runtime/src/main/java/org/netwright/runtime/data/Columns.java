package org.netwright.runtime.data;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The meaning of the columns of a table for a network. It is saved with a model, so that later
 * tables are read in the same way. Those of a folder of images have the classes alone.
 *
 * @param features in the order of the features; a categorical column gives a feature for each of
 *     its values, 1 where it has that value and 0 elsewhere; empty for images
 * @param targets the columns to predict; a categorical column gives class numbers
 */
public record Columns(List<Column> features, List<Column> targets) {
  /** Copies the columns. */
  public Columns {
    features = List.copyOf(features);
    targets = List.copyOf(targets);
  }

  /** Returns a name for each feature, as in {@code age} and {@code town=Paris}. */
  public List<String> featureNames() {
    return features.stream()
        .flatMap(
            column ->
                column.isCategorical()
                    ? column.values().stream().map(value -> column.name() + "=" + value)
                    : Stream.of(column.name()))
        .toList();
  }

  /** Returns the names of the classes, in the order of their numbers; empty if they have none. */
  public List<String> classNames() {
    return targets.size() == 1 ? targets.get(0).values() : List.of();
  }

  /** Returns the columns as JSON. */
  public String toJson() {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject();
      write(json.name("features"), features);
      write(json.name("targets"), targets);
      json.endObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /**
   * Reads what {@link #toJson} has written.
   *
   * @throws IllegalArgumentException if the text is not as {@link #toJson} writes it
   */
  public static Columns ofJson(String text) {
    List<Column> features = null;
    List<Column> targets = null;
    try (JsonReader json = new JsonReader(new StringReader(text))) {
      json.setStrictness(Strictness.STRICT);
      json.beginObject();
      while (json.hasNext()) {
        String name = json.nextName();
        if (name.equals("features") && features == null) {
          features = read(json);
        } else if (name.equals("targets") && targets == null) {
          targets = read(json);
        } else {
          throw new IllegalArgumentException("its columns have an unexpected " + name);
        }
      }
      json.endObject();
      return new Columns(
          Objects.requireNonNull(features, "features"), Objects.requireNonNull(targets, "targets"));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "its columns cannot be read: " + String.valueOf(e.getMessage()).lines().findFirst(), e);
    }
  }

  private static void write(JsonWriter json, List<Column> columns) throws IOException {
    json.beginArray();
    for (Column column : columns) {
      json.beginObject().name("name").value(column.name());
      if (column.isCategorical()) {
        json.name("values").beginArray();
        for (String value : column.values()) {
          json.value(value);
        }
        json.endArray();
      }
      json.endObject();
    }
    json.endArray();
  }

  private static List<Column> read(JsonReader json) throws IOException {
    List<Column> columns = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      String column = null;
      List<String> values = new ArrayList<>();
      json.beginObject();
      while (json.hasNext()) {
        if (json.nextName().equals("name")) {
          column = json.nextString();
        } else {
          json.beginArray();
          while (json.hasNext()) {
            values.add(json.nextString());
          }
          json.endArray();
        }
      }
      json.endObject();
      columns.add(new Column(Objects.requireNonNull(column, "the name of a column"), values));
    }
    json.endArray();
    return columns;
  }
}
