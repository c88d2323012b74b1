package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(bits = 1) boolean pae();

  @Field(bits = 1, cName = "pae_on") boolean PAE();
}
