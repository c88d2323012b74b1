package demo;

import dev.bitunion.*;

@BitUnion(abi = Abi.SYSV)
interface Status {
  @Skip(value = 0, type = CType.U8, reserved = Reserved.ONE)
  @Field(bits = 4, type = CType.U8)
  int level();
}
