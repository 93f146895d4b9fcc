package org.netwright.runtime.internal.kernels.cpu64;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The code for {@code DOUBLE} is generated from that for {@code FLOAT}, except the package {@code
 * functions}, which is written for each type: none may have a class or a method that the other has
 * not.
 */
class GeneratedCodeTest {
  private static final String INTERNAL = "org.netwright.runtime.internal.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(
              INTERNAL + "kernels.cpu",
              INTERNAL + "kernels.cpu64",
              INTERNAL + "kernels.blas",
              INTERNAL + "memory",
              INTERNAL + "engine");

  @Test
  void eachClassOfTheKernelsHasATwin() {
    assertThat(names("kernels.cpu64")).isNotEmpty().isEqualTo(asOfDouble(names("kernels.cpu")));
  }

  @Test
  void theFunctionsOfBothTypesAreTheSame() {
    assertThat(members("kernels.cpu64.functions"))
        .isNotEmpty()
        .isEqualTo(asOfDouble(members("kernels.cpu.functions")));
  }

  @Test
  void whatTheKernelsStandOnHasATwin() {
    for (String part : new String[] {"kernels.blas", "memory", "engine"}) {
      Set<String> names = names(part);
      Set<String> ofFloat =
          names.stream().filter(name -> name.contains("Float")).collect(Collectors.toSet());
      assertThat(ofFloat).isNotEmpty();
      assertThat(names).containsAll(asOfDouble(ofFloat));
    }
  }

  /** The build replaces {@code 0.5f} by {@code 0.5d}; another form would remain a float. */
  @Test
  void allLiteralsHaveTheFormThatIsReplaced() throws IOException {
    Pattern left =
        Pattern.compile(
            "\\b(?:[0-9][0-9.]*e[+-]?[0-9]+f|0x[0-9a-f.]+p[+-]?[0-9]+f)\\b",
            Pattern.CASE_INSENSITIVE);
    Path sources = Path.of("target/generated-sources/double");
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(left.matcher(Files.readString(file)).results().map(MatchResult::group))
            .as(file.toString())
            .isEmpty();
      }
    }
  }

  private static Set<String> names(String part) {
    return CLASSES.stream()
        .map(JavaClass::getName)
        .filter(name -> name.startsWith(INTERNAL + part + "."))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names and parameters of what other packages may use. */
  private static Set<String> members(String part) {
    return CLASSES.stream()
        .filter(type -> type.getPackageName().equals(INTERNAL + part))
        .flatMap(type -> type.getCodeUnits().stream())
        .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
        .map(JavaCodeUnit::getFullName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Replaces what the build replaces in the sources. */
  private static Set<String> asOfDouble(Set<String> names) {
    return names.stream()
        .map(
            name ->
                name.replace("float", "double")
                    .replace("Float", "Double")
                    .replace("[F", "[D") // float[]
                    .replace("kernels.cpu", "kernels.cpu64"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
