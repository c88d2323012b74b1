package demo;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/** A port: its status and where its ring of buffers is. */
@BitUnion(bits = 64)
interface Port {
  /** {@return the status register} */
  @Field(bits = 8)
  Status status();

  /** {@return the ring's page} */
  @Field(bits = 52, at = 12)
  long ring();
}
