package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.UsersPackages.Members;

/**
 * What users see changes only on purpose: it is listed in api.txt, which the environment variable
 * NETWRIGHT_WRITE_GOLDENS=true rewrites.
 */
class PublicApiTest {
  private static final Path LISTING = Path.of("src/test/resources/api.txt");

  /** What the first line of a type implies already. */
  private static final List<String> IMPLIED =
      List.of(
          "java.lang.Object",
          "java.lang.Record",
          "java.lang.Enum",
          "java.lang.annotation.Annotation");

  private static final boolean WRITE = "true".equals(System.getenv("NETWRIGHT_WRITE_GOLDENS"));

  @Test
  void isTheListing() throws IOException {
    String listing =
        UsersPackages.classes().stream()
            .map(PublicApiTest::listed)
            .collect(Collectors.joining("\n"));
    if (WRITE) {
      Files.writeString(LISTING, listing);
    }
    assertThat(listing)
        .as(
            "the public API has changed; if that is on purpose, run the tests with"
                + " NETWRIGHT_WRITE_GOLDENS=true and describe the change in CHANGELOG.md")
        .isEqualTo(Files.readString(LISTING));
  }

  /** Constructors for generated code are the only place where its types are visible. */
  @Test
  void showsNothingInternal() {
    for (Class<?> type : UsersPackages.classes()) {
      for (Member member : Members.of(type)) {
        List<String> hidden =
            involved(member).stream()
                .filter(name -> name.startsWith("org.netwright.runtime.internal."))
                .toList();
        List<String> ofGeneratedCode =
            involved(member).stream()
                .filter(name -> name.startsWith("org.netwright.runtime.generated."))
                .toList();
        assertThat(hidden).as("%s", member).isEmpty();
        if (!isForGeneratedCode(member)) {
          assertThat(ofGeneratedCode).as("%s", member).isEmpty();
        }
      }
    }
  }

  /** A link in Javadoc to an internal class leads nowhere. */
  @Test
  void linksToNothingInternal() throws IOException {
    for (Class<?> type : UsersPackages.classes()) {
      Path file = Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
      if (!Files.exists(file)) {
        continue;
      }
      String source = Files.readString(file);
      String code = source.replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", "");
      Matcher imports =
          Pattern.compile(
                  "import (?:static )?org\\.netwright\\.runtime\\.internal[\\w.]*\\.(\\w+);")
              .matcher(code);
      while (imports.find()) {
        String name = imports.group(1);
        assertThat(code.replace(imports.group(), ""))
            .as("%s imports %s only for its Javadoc", file, name)
            .containsPattern("\\b" + name + "\\b");
      }
    }
  }

  private static boolean isForGeneratedCode(Member member) {
    return member instanceof Constructor<?>
        && Modifier.isProtected(member.getModifiers())
        && List.of(
                Trainer.class,
                ArrayTrainer.class,
                SequenceTrainer.class,
                RecordTrainer.class,
                Model.class,
                ArrayModel.class,
                SequenceModel.class,
                RecordModel.class)
            .contains(member.getDeclaringClass());
  }

  private static List<String> involved(Member member) {
    Stream<Type> types =
        member instanceof Field field
            ? Stream.of(field.getGenericType())
            : Stream.concat(
                Stream.of(((Executable) member).getGenericParameterTypes()),
                Stream.concat(
                    Stream.of(((Executable) member).getGenericExceptionTypes()),
                    member instanceof Method method
                        ? Stream.of(method.getGenericReturnType())
                        : Stream.of()));
    return types
        .map(Type::getTypeName)
        .flatMap(name -> Arrays.stream(name.split("[^\\w.$]+")))
        .toList();
  }

  private static String listed(Class<?> type) {
    List<String> lines = new ArrayList<>();
    // Later JDKs print whether a type is sealed.
    lines.add(type.toGenericString().replaceAll("\\b(non-)?sealed ", ""));
    Stream.of(
            Stream.ofNullable(type.getGenericSuperclass()), Stream.of(type.getGenericInterfaces()))
        .flatMap(supertypes -> supertypes)
        .map(Type::getTypeName)
        .filter(name -> !IMPLIED.contains(name.replaceFirst("<.*", "")))
        .forEach(name -> lines.add("  is a " + name));
    Members.of(type).stream()
        .map(PublicApiTest::listed)
        .sorted(Comparator.naturalOrder())
        .forEach(line -> lines.add("  " + line));
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  /** Without the name of the declaring class, which the line above has. */
  private static String listed(Member member) {
    String text =
        member instanceof Executable executable
            ? executable.toGenericString()
            : ((Field) member).toGenericString();
    return text.replace(member.getDeclaringClass().getTypeName() + ".", "");
  }
}
