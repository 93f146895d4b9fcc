package org.netwright.runtime.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.data.Column;
import org.netwright.runtime.data.Columns;

class DeclaredClassesTest {
  private static final DeclaredClasses SPECIES = new DeclaredClasses(List.of("OAK", "BEECH"));

  private static Columns table(String... classes) {
    return new Columns(
        List.of(new Column("height", List.of())), List.of(new Column("tree", List.of(classes))));
  }

  private static void assertRefused(Columns columns, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPECIES.arrange(columns, "the training examples"))
        .withMessage("the training examples: " + message);
  }

  @Test
  void classesComeInTheOrderOfTheConstants() {
    assertThat(SPECIES.arrange(table("beech", "oak"), "x").classNames())
        .containsExactly("oak", "beech");
    assertThat(SPECIES.arrange(ImageColumns.of(List.of("Beech")), "x").classNames())
        .containsExactly("OAK", "Beech");
  }

  @Test
  void aColumnIsNamed() {
    assertRefused(
        table("beech", "birch"),
        "the column tree has the class \"birch\", which is not one of the constants [OAK, BEECH];"
            + " rename it, or the constant");
    assertRefused(
        table("beach"),
        "the column tree has the class \"beach\", which is not one of the constants [OAK, BEECH];"
            + " rename it, or the constant. Did you mean BEECH?");
    assertRefused(
        table("oak", "Oak"),
        "two classes of the column tree are the constant OAK; give them the same name");
  }

  @Test
  void aFolderIsNamed() {
    assertRefused(
        ImageColumns.of(List.of("beech", "birds")),
        "the folder birds is not one of the constants [OAK, BEECH]; rename the folder, or the"
            + " constant");
    assertRefused(
        ImageColumns.of(List.of("Oak", "oak")),
        "two folders are the constant OAK; move their images into one");
  }
}
