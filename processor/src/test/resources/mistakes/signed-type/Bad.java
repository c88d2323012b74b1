package demo;

import dev.bitunion.*;

@BitUnion(abi = Abi.SYSV)
interface Status {
  @Field(bits = 3, type = CType.U8, signed = true) int level();
}
