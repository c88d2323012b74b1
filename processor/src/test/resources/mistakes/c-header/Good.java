package demo;

import dev.bitunion.*;

@CProof(type = "struct status", includes = "linux/status.h")
@BitUnion(bits = 32)
interface Status {
  @Field(bits = 8) int code();
}
