package demo;

import dev.bitunion.*;

@BitUnion(bits = 32)
interface Left {
  @Field(bits = 32) Right right();
}

@BitUnion(bits = 32)
interface Right {
  @Field(bits = 32) Left left();
}
