package demo;

import dev.bitunion.*;

@BitUnion(bits = 32)
interface Status {
  @Field(bits = 8) Code code();

  @BitUnion(bits = 8)
  interface Code {
    @Field(bits = 4) int low();
  }
}
