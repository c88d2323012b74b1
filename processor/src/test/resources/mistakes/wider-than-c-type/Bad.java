package demo;

import dev.bitunion.*;

@BitUnion(abi = Abi.SYSV)
interface Status {
  @Field(bits = 9, type = CType.U8) int level();
}
