package dev.bitunion.importer.verify;

import dev.bitunion.importer.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What of a class file says how a union is laid out (Java Virtual Machine Specification, chapter
 * 4): its name, its String constants, and the text elements of its {@code @BitUnion}. Nothing of it
 * is run.
 */
final class ClassFile {
  private static final String BIT_UNION = "Ldev/bitunion/BitUnion;";

  private final DataInputStream in;
  private Object[] pool;
  private String name;
  private final Map<String, String> constants = new HashMap<>();
  private Map<String, String> union;

  private ClassFile(byte[] bytes) {
    in = new DataInputStream(new ByteArrayInputStream(bytes));
  }

  /** Reads a class file; {@code source} is for messages. */
  static ClassFile read(String source, byte[] bytes) {
    ClassFile file = new ClassFile(bytes);
    try {
      file.read();
      return file;
    } catch (IOException | ClassCastException | IndexOutOfBoundsException e) {
      throw new BadInputException(source + ": this is no class file, or a damaged one", e);
    }
  }

  /** Its binary name. */
  String name() {
    return name;
  }

  /** The value of a static final String, or null. */
  String constant(String field) {
    return constants.get(field);
  }

  /** A text element of its {@code @BitUnion}; null if it bears none. */
  String union(String element) {
    return union == null ? null : union.getOrDefault(element, "");
  }

  private void read() throws IOException {
    if (in.readInt() != 0xcafebabe) {
      throw new IOException("no magic");
    }
    in.readInt();
    readPool();
    in.readUnsignedShort();
    name = text(((int[]) pool[in.readUnsignedShort()])[0]).replace('/', '.');
    in.readUnsignedShort();
    in.skipNBytes(2L * in.readUnsignedShort());
    readMembers(true);
    readMembers(false);
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      String attribute = text(in.readUnsignedShort());
      int length = in.readInt();
      if (attribute.equals("RuntimeInvisibleAnnotations")) {
        for (int a = in.readUnsignedShort(); a > 0; a--) {
          readAnnotation();
        }
      } else {
        in.skipNBytes(length);
      }
    }
  }

  private void readPool() throws IOException {
    pool = new Object[in.readUnsignedShort()];
    for (int i = 1; i < pool.length; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> pool[i] = in.readUTF();
        case 7, 8, 16, 19, 20 -> pool[i] = new int[] {in.readUnsignedShort()};
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        case 15 -> in.skipNBytes(3);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++;
        }
        default -> throw new IOException("constant of kind " + tag);
      }
    }
  }

  private void readMembers(boolean fields) throws IOException {
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      in.readUnsignedShort();
      String member = text(in.readUnsignedShort());
      boolean string = text(in.readUnsignedShort()).equals("Ljava/lang/String;");
      for (int a = in.readUnsignedShort(); a > 0; a--) {
        String attribute = text(in.readUnsignedShort());
        int length = in.readInt();
        if (fields && string && attribute.equals("ConstantValue")) {
          constants.put(member, text(((int[]) pool[in.readUnsignedShort()])[0]));
        } else {
          in.skipNBytes(length);
        }
      }
    }
  }

  private void readAnnotation() throws IOException {
    boolean ours = text(in.readUnsignedShort()).equals(BIT_UNION);
    Map<String, String> texts = new HashMap<>();
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      readElement(text(in.readUnsignedShort()), texts);
    }
    if (ours) {
      union = texts;
    }
  }

  private void readElement(String element, Map<String, String> texts) throws IOException {
    int tag = in.readUnsignedByte();
    switch (tag) {
      case 's' -> texts.put(element, text(in.readUnsignedShort()));
      case 'e' -> in.skipNBytes(4);
      case '@' -> readAnnotation();
      case '[' -> {
        for (int n = in.readUnsignedShort(); n > 0; n--) {
          readElement("", texts);
        }
      }
      default -> in.skipNBytes(2);
    }
  }

  private String text(int index) {
    return (String) pool[index];
  }
}
