package dev.bitunion.mmuroles.arch;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/**
 * The two things in an {@link EptEntry} that must go together: rights and memory type, as the one
 * number from 0 to 63 that indexes a table of misconfigurations.
 *
 * <p>Source: Intel SDM volume 3, section 28.3.3.1.
 */
@BitUnion(bits = 64)
public interface EptTypeAndRights {
  /** Bits 2:0 rights (4 execute, 2 write, 1 read), bits 5:3 memory type. */
  @Field(bits = 6, at = 0, cName = "MT_XWR")
  int typeAndRights();
}
