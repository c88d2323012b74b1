package dev.bitunion.importer.verify;

import dev.bitunion.importer.BadInputException;
import dev.bitunion.importer.btf.Unpack;
import dev.bitunion.layout.LayoutText;
import dev.bitunion.layout.UnionLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A union that was compiled.
 *
 * @param name its binary name
 * @param cName the C type that it says it is; empty if it does not
 * @param layout its layout; null if nothing generated stands beside it
 */
public record CompiledUnion(String name, String cName, UnionLayout layout) {

  /** The unions in a folder of classes, a jar, or one class file, by name. */
  public static List<CompiledUnion> in(String place) {
    Map<String, ClassFile> classes = new TreeMap<>();
    try {
      Path path = Path.of(place);
      if (Files.isDirectory(path)) {
        for (Path file : files(path)) {
          add(classes, file.toString(), Files.readAllBytes(file));
        }
      } else if (place.endsWith(".jar")) {
        jar(classes, place, path);
      } else {
        add(classes, place, Unpack.read(place));
      }
    } catch (IOException e) {
      throw Unpack.unreadable(place, e);
    }
    return unions(classes);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(f -> f.toString().endsWith(".class")).toList();
    }
  }

  private static void jar(Map<String, ClassFile> classes, String place, Path path)
      throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(path))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        if (name.endsWith(".class") && !name.contains("META-INF/") && !name.contains("-info")) {
          add(classes, place + ": " + name, zip.readAllBytes());
        }
      }
    }
  }

  private static void add(Map<String, ClassFile> classes, String source, byte[] bytes) {
    ClassFile file = ClassFile.read(source, bytes);
    classes.put(file.name(), file);
  }

  private static List<CompiledUnion> unions(Map<String, ClassFile> classes) {
    Map<String, UnionLayout> layouts = new HashMap<>();
    classes.forEach(
        (name, file) -> {
          String text = file.constant("LAYOUT");
          if (text != null && text.startsWith("bitunion ")) {
            UnionLayout layout = parse(name, text);
            layouts.put(layout.name(), layout);
          }
        });
    List<CompiledUnion> unions = new ArrayList<>();
    classes.forEach(
        (name, file) -> {
          String cName = file.union("cName");
          if (cName != null) {
            unions.add(new CompiledUnion(name, cName, layouts.get(name)));
          }
        });
    return unions;
  }

  private static UnionLayout parse(String name, String text) {
    try {
      return LayoutText.parse(text);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new BadInputException(
          name + ": its LAYOUT is of another version of bitunion; compile it anew", e);
    }
  }
}
