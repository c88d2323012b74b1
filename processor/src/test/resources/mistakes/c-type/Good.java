package demo;

import dev.bitunion.*;

@CProof(type = "struct status")
@BitUnion(bits = 32)
interface Status {
  @Field(bits = 8) int code();
}
