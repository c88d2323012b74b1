package demo;

import dev.bitunion.*;

@BitUnion(bits = 8, forms = Form.SEGMENT)
interface Status {
  @Field(bits = 4) int level();
}
