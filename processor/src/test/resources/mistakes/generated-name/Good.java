package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface StatusWord {
  @Field(bits = 1) boolean busy();
}

class StatusBits {}
