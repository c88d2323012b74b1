package demo;

import dev.bitunion.*;

@BitUnion(bits = 32, abi = Abi.SYSV)
interface Status {
  @Field(bits = 3, type = CType.U32) int level();
}
