package org.netwright.samples.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a repository, and those who use what is in it, expect of each module that is published. */
@Tag("slow") // needs the sources and the Javadoc, which the quick build leaves out
class PublishedJarsIT {
  @ParameterizedTest
  @ValueSource(strings = {"annotations", "runtime", "cpu", "serving", "processor", "onnx"})
  void haveAModuleNameAndALicence(String module) throws IOException {
    try (JarFile jar = jar(module, "")) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
          .isEqualTo("org.netwright." + module);
      assertThat(text(jar, "META-INF/LICENSE"))
          .isEqualTo(Files.readString(UserBuild.ROOT.resolve("LICENSE")));
    }
  }

  @ParameterizedTest
  @CsvSource({"annotations, L1", "runtime, Trainer", "processor, NetwrightProcessor"})
  void comeWithSourcesAndJavadoc(String module, String type) throws IOException {
    String file = "org/netwright/%s/%s".formatted(module, type);
    try (JarFile sources = jar(module, "-sources");
        JarFile javadoc = jar(module, "-javadoc")) {
      assertThat(sources.getEntry(file + ".java")).isNotNull();
      assertThat(javadoc.getEntry(file + ".html")).isNotNull();
    }
  }

  @Test
  void theProcessorNamesTheLicenceOfWhatItContains() throws IOException {
    try (JarFile jar = jar("processor", "")) {
      assertThat(text(jar, "META-INF/licenses/javapoet.txt"))
          .contains("com.palantir.javapoet:javapoet")
          .contains("Copyright (C) 2015 Square, Inc.")
          .contains("Apache License, Version 2.0");
      List<String> shaded =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.matches("org/netwright/processor/shaded/[^/]+/"))
              .toList();
      // Another library in the jar needs a file of its own in META-INF/licenses.
      assertThat(shaded).containsExactly("org/netwright/processor/shaded/javapoet/");
    }
  }

  @Test
  void theOnnxModuleNamesTheLicencesOfWhatItContains() throws IOException {
    try (JarFile jar = jar("onnx", "")) {
      assertThat(text(jar, "META-INF/licenses/protobuf.txt"))
          .contains("com.google.protobuf:protobuf-javalite")
          .contains("Copyright 2008 Google Inc.")
          .contains("onnx.proto");
      List<String> outside =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.endsWith(".class") && !name.startsWith("org/netwright/onnx/"))
              .toList();
      assertThat(outside).isEmpty();
    }
  }

  private static JarFile jar(String module, String classifier) throws IOException {
    String name = "netwright-%s-%s%s.jar".formatted(module, UserBuild.version(), classifier);
    Path file = UserBuild.ROOT.resolve(module).resolve("target").resolve(name);
    assertThat(file).isRegularFile();
    return new JarFile(file.toFile());
  }

  private static String text(JarFile jar, String name) throws IOException {
    assertThat(jar.getEntry(name)).as(name).isNotNull();
    return new String(
        jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }
}
