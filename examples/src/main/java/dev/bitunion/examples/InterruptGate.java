package dev.bitunion.examples;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Form;
import dev.bitunion.Part;

/**
 * A gate of the 64-bit interrupt descriptor table, 16 bytes: wider than a word, so it is read and
 * written in memory (Intel SDM volume 3, figure 6-8 "64-Bit IDT Gate Descriptors").
 */
@BitUnion(bits = 128, forms = Form.BUFFER)
public interface InterruptGate {
  /** Address of the handler. */
  @Field(parts = {@Part(bits = 16, at = 0), @Part(bits = 48, at = 48)})
  long offset();

  /** Code segment of the handler. */
  @Field(bits = 16, at = 16)
  int selector();

  /** Which of the seven known-good stacks; 0: the current one. */
  @Field(bits = 3, at = 32)
  int ist();

  /** 14 for an interrupt gate, 15 for a trap gate. */
  @Field(bits = 4, at = 40)
  int type();

  /** Who may use INT n on it. */
  @Field(bits = 2, at = 45)
  int dpl();

  /** The gate can be used. */
  @Field(bits = 1, at = 47)
  boolean present();
}
