package demo;

import dev.bitunion.*;

@BitUnion(abi = Abi.SYSV)
interface Status {
  @Field(bits = 8, type = CType.U8) int level();
}
