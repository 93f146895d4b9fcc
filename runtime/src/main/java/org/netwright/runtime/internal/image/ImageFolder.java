package org.netwright.runtime.internal.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The image files of a folder that has a folder for each class, class by class, both in the order
 * of their names. Symbolic links are followed.
 */
final class ImageFolder {
  /** What systems leave in folders of images. */
  private static final Set<String> LITTER = Set.of("thumbs.db", "desktop.ini");

  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "bmp", "gif");

  private final List<String> classes;
  private final List<Path> folders;
  private final List<String> names;

  /** The class of each file. */
  private final int[] numbers;

  private ImageFolder(List<String> classes, List<Path> folders, List<List<String>> names) {
    this.classes = List.copyOf(classes);
    this.folders = List.copyOf(folders);
    this.names = new ArrayList<>();
    names.forEach(this.names::addAll);
    this.numbers = new int[this.names.size()];
    int at = 0;
    for (int number = 0; number < names.size(); number++) {
      for (int i = 0; i < names.get(number).size(); i++) {
        numbers[at++] = number;
      }
    }
  }

  /**
   * Lists the files, without opening them.
   *
   * @throws IllegalArgumentException if it is no folder, has no folders, or one of them has no
   *     files
   * @throws IOException if it cannot be read
   */
  static ImageFolder list(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "there is no such folder");
    }
    if (!Files.isDirectory(folder)) {
      throw refused(folder, "a folder with a folder of images for each class, got a file");
    }
    TreeMap<String, Path> byClass = new TreeMap<>();
    for (Path entry : entries(folder)) {
      if (Files.isDirectory(entry)) {
        Path same = byClass.put(Normalizer.normalize(name(entry), Normalizer.Form.NFC), entry);
        if (same != null) {
          throw refused(folder, "classes of different names, got %s twice".formatted(name(entry)));
        }
      } else if (isNamedAsImage(entry)) {
        throw refused(
            folder,
            "a folder of images for each class, got the image %s beside them; move it into the folder of its class"
                .formatted(name(entry)));
      }
    }
    if (byClass.isEmpty()) {
      throw refused(folder, "a folder of images for each class, got no folders");
    }
    List<List<String>> names = new ArrayList<>();
    for (Path ofClass : byClass.values()) {
      names.add(files(ofClass));
    }
    return new ImageFolder(
        new ArrayList<>(byClass.keySet()), new ArrayList<>(byClass.values()), names);
  }

  private static List<String> files(Path ofClass) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path entry : entries(ofClass)) {
      if (Files.isDirectory(entry)) {
        throw refused(
            ofClass,
            "images, got the folder %s in the folder of a class; move its images up, or remove it"
                .formatted(name(entry)));
      }
      names.add(name(entry));
    }
    if (names.isEmpty()) {
      throw refused(ofClass, "images, got an empty folder; remove it if the class has no images");
    }
    names.sort(null);
    return names;
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path entry : all) {
        String name = name(entry);
        if (!name.startsWith(".")
            && !LITTER.contains(name.toLowerCase(Locale.ROOT))
            && !Files.isHidden(entry)) {
          entries.add(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return entries;
  }

  /** Returns the last name of a path; those of folders in archives end with a slash. */
  private static String name(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }

  private static boolean isNamedAsImage(Path file) {
    String name = name(file).toLowerCase(Locale.ROOT);
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static IllegalArgumentException refused(Path path, String expected) {
    return new IllegalArgumentException(path + ": expected " + expected);
  }

  /** Returns the names of the classes, sorted. */
  List<String> classes() {
    return classes;
  }

  /** Returns how many files there are. */
  int size() {
    return numbers.length;
  }

  /** Returns a checksum of the names of all files and of their classes, which opens none. */
  String checksum() {
    CRC32C checksum = new CRC32C();
    for (int i = 0; i < size(); i++) {
      String name = "%s/%s\n".formatted(classes.get(numbers[i]), names.get(i));
      checksum.update(name.getBytes(StandardCharsets.UTF_8));
    }
    return Long.toHexString(checksum.getValue());
  }

  /** Returns one of the files. */
  Path file(int index) {
    return folders.get(numbers[index]).resolve(names.get(index));
  }

  /** Returns the class of a file. */
  int classOf(int index) {
    return numbers[index];
  }
}
