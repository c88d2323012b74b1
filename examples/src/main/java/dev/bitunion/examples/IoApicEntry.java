package dev.bitunion.examples;

import dev.bitunion.Anonymous;
import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Part;
import dev.bitunion.Raw;
import dev.bitunion.View;

/**
 * An entry of an I/O APIC's redirection table in its three views: as the chip has it (Intel 82093AA
 * data sheet, section 3.2.4), as it refers to an entry of the interrupt-remapping table (VT-d
 * specification, section 5.1.5.1), and as the two registers that software writes.
 */
@BitUnion(bits = 64)
public interface IoApicEntry {
  /** The entry as the chip itself reads it. */
  @Anonymous
  Direct direct();

  /** The entry when interrupts are remapped. */
  @Anonymous
  Remapped remapped();

  /** The register with the even number. */
  @Raw(bits = 32, cName = "w1")
  int low();

  /** The register with the odd number. */
  @Raw(bits = 32, at = 32, cName = "w2")
  int high();

  /** A vector for one or more processors. */
  @View
  interface Direct {
    /** Number of the interrupt, 16 to 254. */
    @Field(bits = 8)
    int vector();

    /** 0 fixed, 1 lowest priority, 2 SMI, 4 NMI, 5 INIT, 7 external. */
    @Field(bits = 3)
    int deliveryMode();

    /** The destination is a set, and not one processor. */
    @Field(bits = 1)
    boolean destModeLogical();

    /** The interrupt is on its way. */
    @Field(bits = 1)
    boolean deliveryStatus();

    /** The pin is active when low. */
    @Field(bits = 1)
    boolean activeLow();

    /** A level-triggered interrupt was accepted and has not ended. */
    @Field(bits = 1)
    boolean irr();

    /** Triggered by a level, and not by an edge. */
    @Field(bits = 1)
    boolean isLevel();

    /** The pin is ignored. */
    @Field(bits = 1)
    boolean masked();

    /** The processor or set: 8 bits of the chip, and 7 more that hypervisors offer. */
    @Field(parts = {@Part(bits = 8, at = 56), @Part(bits = 7, at = 49)})
    int destination();
  }

  /** A handle of the remapping table. */
  @View
  interface Remapped {
    /** Whether the entry has this format. */
    @Field(bits = 1, at = 48)
    boolean irFormat();

    /** Which entry of the remapping table. */
    @Field(parts = {@Part(bits = 15, at = 49), @Part(bits = 1, at = 11)})
    int irIndex();
  }
}
