package dev.bitunion.processor.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.bitunion.processor.corpus.CorpusType.Kind;
import dev.bitunion.processor.corpus.CorpusType.Leaf;
import dev.bitunion.processor.corpus.CorpusType.Node;
import dev.bitunion.processor.corpus.CorpusType.Vector;
import dev.bitunion.processor.corpus.CorpusType.Write;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads corpora of C layouts: records with a flat {@code decl}, or with a {@code tree}. */
final class CorpusReader {
  private CorpusReader() {}

  /** All records of all {@code *.jsonl.gz} files of a folder, in order of file names. */
  static List<CorpusType> readAll(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".jsonl.gz")).sorted().toList();
    }
    List<CorpusType> types = new ArrayList<>();
    for (Path file : files) {
      String corpus = file.getFileName().toString().replace(".jsonl.gz", "");
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.isBlank()) {
            types.add(read(corpus, JsonParser.parseString(line).getAsJsonObject()));
          }
        }
      }
    }
    return types;
  }

  private static CorpusType read(String corpus, JsonObject json) {
    boolean flat = json.has("decl");
    String variant = flat ? json.get("variant").getAsString() : "";
    List<Leaf> leaves = new ArrayList<>();
    Map<String, String> typesByPath = new HashMap<>();
    for (JsonElement element : json.getAsJsonArray("fields")) {
      JsonObject field = element.getAsJsonObject();
      String path = field.get("path").getAsString();
      leaves.add(
          new Leaf(
              path,
              field.get("bit").getAsInt(),
              field.get("width").getAsInt(),
              field.get("signed").getAsBoolean(),
              mask(field, variant.endsWith("be_sso"))));
      if (field.has("ctype")) {
        String type = field.get("ctype").getAsString();
        boolean signed = field.get("signed").getAsBoolean();
        boolean bits = field.get("bitfield").getAsBoolean();
        int width = field.get("width").getAsInt();
        typesByPath.put(
            path, bits ? CTypes.constant(type, signed) : CTypes.scalar(type, signed, width));
      }
    }
    Node root =
        flat
            ? scope(Kind.STRUCT, "", decl(json.getAsJsonArray("decl")))
            : scope(
                json.get("kind").getAsString().equals("union") ? Kind.UNION : Kind.STRUCT,
                "",
                tree(json.getAsJsonArray("tree"), "", typesByPath));
    return new CorpusType(
        corpus + "/" + json.get(flat ? "id" : "name").getAsString(),
        flat ? abi(variant) : "SYSV",
        variant.endsWith("be_sso"),
        json.get("size").getAsInt(),
        json.get("align").getAsInt(),
        root,
        leaves,
        vectors(json.getAsJsonArray("vectors")),
        writes(json.getAsJsonArray("writes")));
  }

  private static BigInteger mask(JsonObject field, boolean bigEndian) {
    return field.has("maskBytes")
        ? Storage.number(bytes(field, "maskBytes"), bigEndian)
        : new BigInteger(field.get("maskLE").getAsString().substring(2), 16);
  }

  private static String abi(String variant) {
    return switch (variant) {
      case "sysv", "be_sso" -> "SYSV";
      case "packed", "packed_be_sso" -> "PACKED";
      case "ms" -> "MSVC";
      default -> throw new IllegalArgumentException("unknown variant " + variant);
    };
  }

  private static List<Node> decl(JsonArray decl) {
    List<Node> nodes = new ArrayList<>();
    for (JsonElement element : decl) {
      JsonObject member = element.getAsJsonObject();
      String name = member.get("name").isJsonNull() ? "" : member.get("name").getAsString();
      String type = CTypes.constant(member.get("ctype").getAsString(), false);
      boolean plain = member.get("bits").isJsonNull();
      int width = plain ? 0 : member.get("bits").getAsInt();
      nodes.add(new Node(plain ? Kind.PLAIN : Kind.BIT_FIELD, name, type, -1, width, 0, List.of()));
    }
    return nodes;
  }

  private static List<Node> tree(JsonArray members, String prefix, Map<String, String> types) {
    List<Node> nodes = new ArrayList<>();
    for (JsonElement element : members) {
      JsonObject member = element.getAsJsonObject();
      String name = member.get("name").getAsString();
      String path = name.isEmpty() ? prefix : prefix.isEmpty() ? name : prefix + "." + name;
      int bit = member.get("bit").getAsInt();
      int width = member.get("width").getAsInt();
      switch (member.get("kind").getAsString()) {
        case "bits" ->
            nodes.add(new Node(Kind.BIT_FIELD, name, types.get(path), bit, width, 0, List.of()));
        case "array" -> array(member, name, types.get(path + "[0]"), nodes);
        case "struct", "union" -> {
          Kind kind = member.get("kind").getAsString().equals("union") ? Kind.UNION : Kind.STRUCT;
          if (width > 0) {
            List<Node> inner = tree(member.getAsJsonArray("members"), path, types);
            nodes.add(new Node(kind, name, "", bit, width, 0, inner));
          }
        }
        default -> {
          String type = types.containsKey(path) ? types.get(path) : "U" + width;
          nodes.add(new Node(Kind.PLAIN, name, type, bit, width, 0, List.of()));
        }
      }
    }
    return nodes;
  }

  /**
   * Arrays of no elements (flexible ones) hold no bits; those of structs are not described, and
   * stand as bytes.
   */
  private static void array(JsonObject member, String name, String type, List<Node> nodes) {
    int count = member.get("count").getAsInt();
    int width = member.get("width").getAsInt();
    if (count == 0 || width == 0) {
      return;
    }
    String of = member.get("elemType").getAsString();
    boolean bytes = type == null && (of.startsWith("struct ") || of.startsWith("union "));
    int elements = bytes ? width / Byte.SIZE : count;
    String element = type != null ? type : CTypes.scalar(of, false, width / elements);
    int bit = member.get("bit").getAsInt();
    nodes.add(new Node(Kind.ARRAY, name, element, bit, width / elements, elements, List.of()));
  }

  private static Node scope(Kind kind, String name, List<Node> members) {
    return new Node(kind, name, "", 0, 0, 0, members);
  }

  private static List<Vector> vectors(JsonArray json) {
    List<Vector> vectors = new ArrayList<>();
    for (JsonElement element : json) {
      JsonObject vector = element.getAsJsonObject();
      List<String> values = new ArrayList<>();
      vector.getAsJsonArray("values").forEach(value -> values.add(value.getAsString()));
      vectors.add(new Vector(bytes(vector, "bytes"), values));
    }
    return vectors;
  }

  private static List<Write> writes(JsonArray json) {
    List<Write> writes = new ArrayList<>();
    for (JsonElement element : json) {
      JsonObject write = element.getAsJsonObject();
      writes.add(
          new Write(
              bytes(write, "before"),
              write.get("field").getAsString(),
              write.get("value").getAsString(),
              bytes(write, "after")));
    }
    return writes;
  }

  private static byte[] bytes(JsonObject json, String key) {
    return HexFormat.of().parseHex(json.get(key).getAsString());
  }
}
