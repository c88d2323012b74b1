package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @View
  interface Error {
    @Field(bits = 3) int error();
  }

  @Anonymous Error error_();
}
