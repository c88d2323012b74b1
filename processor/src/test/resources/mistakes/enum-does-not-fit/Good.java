package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(bits = 2) Mode mode();

  enum Mode { OFF, ON, AUTO, HOLD }
}
