package demo;

import dev.bitunion.*;

@BitUnion(bits = 64)
interface Status {
  @Field(bits = 9) short level();

  @Field(bits = 40) long frame();
}
