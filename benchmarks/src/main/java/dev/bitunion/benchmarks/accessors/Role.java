package dev.bitunion.benchmarks.accessors;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Form;
import dev.bitunion.Skip;

/**
 * The page role of Linux v5.14, as in mmu-roles, in every form; the lock on the layout is the one
 * there, so that neither can drift.
 */
@BitUnion(
    bits = 32,
    layoutHash = "f95948a4a44304ac",
    forms = {Form.VALUE, Form.MATCH, Form.ARRAY, Form.BUFFER, Form.ATOMIC})
public interface Role {
  @Field(bits = 4)
  int level();

  @Field(bits = 1)
  boolean gpte_is_8_bytes();

  @Field(bits = 2)
  int quadrant();

  @Field(bits = 1)
  boolean direct();

  @Field(bits = 3)
  int access();

  @Field(bits = 1)
  boolean invalid();

  @Field(bits = 1)
  boolean efer_nx();

  @Field(bits = 1)
  boolean cr0_wp();

  @Field(bits = 1)
  boolean smep_andnot_wp();

  @Field(bits = 1)
  boolean smap_andnot_wp();

  @Field(bits = 1)
  boolean ad_disabled();

  @Field(bits = 1)
  boolean guest_mode();

  @Skip(6)
  @Field(bits = 8)
  int smm();
}
