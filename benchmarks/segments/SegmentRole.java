package dev.bitunion.benchmarks.accessors;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Form;
import dev.bitunion.Skip;

/** The page role over memory segments, which need a newer source level; locked as the others. */
@BitUnion(bits = 32, forms = Form.SEGMENT, layoutHash = "f95948a4a44304ac")
interface SegmentRole {
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
