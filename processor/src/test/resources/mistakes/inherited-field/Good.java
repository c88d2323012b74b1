package demo;

import dev.bitunion.*;

interface Busy {
  boolean busy();
}

@BitUnion(bits = 8)
interface Status extends Busy {
  @Field(bits = 1) boolean ready();

  @Override
  @Field(bits = 1) boolean busy();
}
