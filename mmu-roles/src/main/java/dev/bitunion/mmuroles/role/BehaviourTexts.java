package dev.bitunion.mmuroles.role;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;

/** The sentences about {@link Behaviour}s, which only answers for people need. */
final class BehaviourTexts {
  private static final String RESOURCE = "behaviours.properties";
  private static final Properties TEXTS = load();

  private BehaviourTexts() {}

  static String of(String key) {
    String text = TEXTS.getProperty(key);
    if (text == null) {
      throw new IllegalStateException(RESOURCE + " lacks " + key);
    }
    return text;
  }

  static Set<String> keys() {
    return TEXTS.stringPropertyNames();
  }

  private static Properties load() {
    Properties texts = new Properties();
    try (Reader in =
        new InputStreamReader(
            BehaviourTexts.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8)) {
      texts.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
