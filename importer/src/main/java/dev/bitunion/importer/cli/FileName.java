package dev.bitunion.importer.cli;

import dev.bitunion.importer.layout.Origin;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file's name says about its content, as kernels are packaged: {@code
 * kvm-amd-6.1.0-56-amd64.btf.gz} is module {@code kvm-amd} of kernel {@code 6.1.0-56-amd64}.
 */
final class FileName {
  private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d+\\..*)");
  private static final Pattern SUFFIX = Pattern.compile("\\.(btf|ko|o|gz|xz|debug)$");

  private FileName() {}

  static Origin origin(String file) {
    if (file.equals("-")) {
      return new Origin("", "-");
    }
    Path last = Path.of(file).getFileName();
    String name = last == null ? file : last.toString();
    for (Matcher m = SUFFIX.matcher(name); m.find(); m = SUFFIX.matcher(name)) {
      name = name.substring(0, m.start());
    }
    Matcher versioned = VERSIONED.matcher(name);
    if (versioned.matches()) {
      return new Origin(versioned.group(2), versioned.group(1));
    }
    boolean running = file.startsWith("/sys/kernel/btf/");
    return new Origin(running ? System.getProperty("os.version", "") : "", name);
  }
}
