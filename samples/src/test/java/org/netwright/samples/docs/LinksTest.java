package org.netwright.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links from page to page lead somewhere, and so do their anchors. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\\n]*`");

  static List<String> pages() {
    return Pages.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(String page) {
    List<String> broken = new ArrayList<>();
    Matcher links = LINK.matcher(CODE.matcher(Pages.text(page)).replaceAll("code"));
    while (links.find()) {
      String link = links.group(1);
      if (!link.matches("https?:.*") && !leadsSomewhere(page, link)) {
        broken.add(link);
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(String page, String link) {
    String[] parts = link.split("#", 2);
    Path from = Path.of(page);
    Path target = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
    if (!Files.exists(Pages.ROOT.resolve(target))) {
      return false;
    }
    return parts.length == 1 || anchors(target.toString().replace('\\', '/')).contains(parts[1]);
  }

  /** The anchors that GitHub gives headings. */
  private static List<String> anchors(String page) {
    List<String> anchors = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    Matcher headings = HEADING.matcher(Pages.text(page).replaceAll("(?ms)^```.*?^```$", ""));
    while (headings.find()) {
      String anchor =
          headings
              .group(1)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N}\\-_ ]", "")
              .strip()
              .replace(' ', '-');
      int count = seen.merge(anchor, 1, Integer::sum);
      anchors.add(count == 1 ? anchor : anchor + "-" + (count - 1));
    }
    return anchors;
  }
}
