package demo;

import dev.bitunion.*;

@BitUnion(bits = 128, forms = Form.BUFFER)
interface Status {
  @Field(bits = 64) long low();
}
