package org.netwright.samples.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.data.Split;

class FeatureSelectionSampleTest {
  private static Split tumours;
  private static List<String> names;

  @BeforeAll
  static void load() throws IOException {
    tumours = FeatureSelectionSample.load();
    names = tumours.train().featureNames();
  }

  @Test
  void theWeakerThePenaltyTheMoreFeaturesAreLeft(@TempDir Path folder) throws IOException {
    List<Selection> path = FeatureSelectionSample.l1Path(tumours);
    assertThat(path.get(0).survivors()).isEmpty();
    Selection few = path.stream().filter(s -> s.survivors().size() >= 5).findFirst().orElseThrow();
    assertThat(few.survivors()).hasSizeLessThan(12);
    assertThat(few.accuracy()).isGreaterThan(0.93);
    assertThat(path.get(path.size() - 1).survivors()).hasSizeGreaterThan(15);
    assertThat(
            names.get(
                path.stream()
                    .filter(s -> !s.survivors().isEmpty())
                    .findFirst()
                    .orElseThrow()
                    .survivors()
                    .get(0)))
        .startsWith("worst");

    Path picture = folder.resolve("new").resolve("path.png");
    RegularizationPath.draw(names, path, picture);
    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(image.getWidth()).isEqualTo(1000);
    Set<Integer> colours = new HashSet<>();
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        colours.add(image.getRGB(x, y));
      }
    }
    assertThat(colours).as("curves in many colours").hasSizeGreaterThan(10);
  }

  @Test
  void theGroupLassoTakesWholeMeasurements() {
    List<Selection> selections = FeatureSelectionSample.groupLasso(tumours);
    assertThat(selections.get(0).survivors()).hasSizeLessThan(10);
    Selection weakest = selections.get(selections.size() - 1);
    assertThat(weakest.survivors().size()).isGreaterThan(selections.get(0).survivors().size());
    assertThat(weakest.accuracy()).isGreaterThan(0.94);
  }

  @Test
  void theGradientAloneLeavesNoExactZeros() {
    assertThat(FeatureSelectionSample.byGradient(tumours, 0.01).survivors()).hasSize(30);
  }
}
