package dev.bitunion.mmuroles.cli;

import dev.bitunion.importer.BadInputException;
import dev.bitunion.importer.btf.Btf;
import dev.bitunion.importer.btf.BtfFiles;
import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.CTypes;
import dev.bitunion.importer.layout.Leaf;
import dev.bitunion.importer.layout.Origin;
import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.profile.WordLayout;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The layout of the role unions as a kernel's BTF states it: nothing is known of it before. */
final class BtfProfile {
  private static final Origin HERE = new Origin("", "");

  private BtfProfile() {}

  /**
   * Reads the layouts.
   *
   * @param file BTF of kvm, or of a kernel that has KVM built in
   * @param base the vmlinux that it continues, or null
   * @throws Failure with exit code 3 if the roles are not in it
   */
  static RoleProfile read(String file, String base) {
    try {
      Btf btf = BtfFiles.open(file, base);
      CType page = CTypes.find(btf, HERE, "kvm_mmu_page_role");
      if (page == null || page.order() != ByteOrder.LITTLE_ENDIAN || page.bits() != Integer.SIZE) {
        throw Failure.input(file + ": no role of KVM/x86 in there; BTF of the module kvm holds it");
      }
      CType ext = CTypes.find(btf, HERE, "kvm_mmu_extended_role");
      return new RoleProfile(file, null, layout(page), ext == null ? null : layout(ext));
    } catch (BadInputException e) {
      throw Failure.input(e.getMessage());
    }
  }

  private static WordLayout layout(CType type) {
    return new ReadLayout(type.leaves().stream().filter(Leaf::bitfield).toList());
  }

  /** A layout of leaves that were read a moment ago. */
  private record ReadLayout(List<Leaf> leaves) implements WordLayout {
    @Override
    public List<Slot> slots() {
      return leaves.stream()
          .map(l -> new Slot(l.simpleName(), (int) l.bitOffset(), (int) l.bitWidth()))
          .toList();
    }

    @Override
    public Map<String, Integer> values(int word) {
      Map<String, Integer> values = new LinkedHashMap<>();
      leaves.forEach(leaf -> values.put(leaf.simpleName(), (int) leaf.get(word)));
      return values;
    }

    @Override
    public int word(Map<String, Integer> values) {
      long word = 0;
      for (Map.Entry<String, Integer> entry : values.entrySet()) {
        Leaf leaf =
            leaves.stream()
                .filter(l -> l.simpleName().equals(entry.getKey()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no field " + entry.getKey()));
        word = leaf.set(word, entry.getValue());
        if (leaf.get(word) != entry.getValue()) {
          throw new IllegalArgumentException(entry.getKey() + " is out of range");
        }
      }
      return (int) word;
    }

    @Override
    public int unnamed(int word) {
      long rest = word;
      for (Leaf leaf : leaves) {
        rest = leaf.set(rest, 0);
      }
      return (int) rest;
    }
  }
}
