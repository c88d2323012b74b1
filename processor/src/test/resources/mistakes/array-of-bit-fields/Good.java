package demo;

import dev.bitunion.*;

@BitUnion(abi = Abi.SYSV)
interface Status {
  @Field(type = CType.U8, count = 2) int level(int index);
}
