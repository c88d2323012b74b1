package demo;

import dev.bitunion.*;

@BitUnion(abi = Abi.SYSV)
interface Status {
  @Field(bits = 3, type = CType.U8) int level();

  @Skip(value = 2, type = CType.U8)
  @Field(bits = 3, type = CType.U8)
  int mode();
}
