package demo;

import dev.bitunion.*;

/** Segment descriptor: Intel SDM volume 3A, figure 3-8. */
@BitUnion(bits = 64, forms = Form.VALUE)
interface Segment {
  @Field(parts = {@Part(bits = 16, at = 0), @Part(bits = 4, at = 48)})
  int limit();

  @Field(parts = {@Part(bits = 16, at = 16), @Part(bits = 8, at = 32), @Part(bits = 8, at = 56)})
  long base();

  @Field(bits = 4, at = 40) int type();

  @Field(bits = 1) boolean s();

  @Field(bits = 2) int dpl();

  @Field(bits = 1) boolean p();

  @Field(bits = 1, at = 52) boolean avl();

  @Field(bits = 1) boolean l();

  @Field(bits = 1) boolean d();

  @Field(bits = 1) boolean g();
}

/** Page-table entry: Intel SDM volume 3A, table 4-19. */
@BitUnion(bits = 64, forms = Form.VALUE)
interface Pte {
  @Field(bits = 1) boolean present();

  @Field(bits = 40, at = 12, scale = 12) long address();

  @Field(bits = 1, at = 63) boolean xd();
}

/** Debug control: Intel SDM volume 3B, figure 18-1. */
@BitUnion(bits = 32, forms = Form.VALUE)
interface Dr7 {
  @Field(bits = 1, count = 4, stride = 2) boolean local(int index);

  @Field(bits = 1, count = 4, stride = 2) boolean global(int index);

  @Field(bits = 2, at = 16, count = 4, stride = 4) int rw(int index);

  @Field(bits = 2, at = 18, count = 4, stride = 4) int len(int index);
}

/** First word of an IPv4 header: RFC 791, section 3.1. */
@BitUnion(bits = 32, order = BitOrder.MSB_FIRST, forms = Form.VALUE)
interface Ipv4 {
  @Field(bits = 4) int version();

  @Field(bits = 4) int ihl();

  @Field(bits = 6) int dscp();

  @Field(bits = 2) int ecn();

  @Field(bits = 16) int total_length();
}

/** Numbers with signs. */
@BitUnion(bits = 32, forms = Form.VALUE)
interface Signs {
  @Field(bits = 1, signed = true) int one();

  @Field(bits = 7, signed = true) byte seven();

  @Field(bits = 12, signed = true, scale = 4) int steps();

  @Field(bits = 4, signed = true) long wide();

  @Field(bits = 8) int plain();
}

/** Enums by place, by value, with a fallback, and with numbers below zero. */
@BitUnion(bits = 16, forms = Form.VALUE)
interface Enums {
  @Field(bits = 2) Level level();

  @Field(bits = 3) Vendor vendor();

  @Field(bits = 2, signed = true) Change change();

  @Field(bits = 2, count = 2) Level levels(int index);

  enum Level {
    LOW,
    HIGH
  }

  enum Vendor {
    @Value(5)
    FIVE,
    @Value(1)
    ONE,
    @Value(0)
    @Fallback
    OTHER
  }

  enum Change {
    @Value(-1)
    DOWN,
    @Value(0)
    NONE,
    @Value(1)
    UP
  }
}

/** Device status of PCI Express: base specification, section 7.5.3.5. */
@BitUnion(bits = 16, forms = Form.VALUE)
interface DeviceStatus {
  @Field(bits = 1, access = Access.WRITE_ONE_TO_CLEAR) boolean correctable();

  @Field(bits = 1, access = Access.WRITE_ONE_TO_CLEAR) boolean non_fatal();

  @Field(bits = 1, access = Access.READ_ONLY) boolean aux_power();

  @Field(bits = 1, access = Access.WRITE_ONLY) boolean doorbell();

  @Field(bits = 1, access = Access.NONE) boolean debug();

  @Field(bits = 4, init = 9) int payload();
}

/** Reserved bits of every rule. */
@Skip(value = 1, reserved = Reserved.PRESERVED)
@BitUnion(bits = 8, forms = Form.VALUE)
interface Rules {
  @Field(bits = 2) int level();

  @Skip(value = 1, reserved = Reserved.ONE)
  @Field(bits = 1, reserved = Reserved.ZERO)
  int mbz();

  @Field(bits = 1, reserved = Reserved.ONE) int mbo();

  @Skip(1)
  @Field(bits = 1)
  boolean last();
}

/** CMSIS xPSR. */
@BitUnion(bits = 32, forms = Form.VALUE)
interface XPsr {
  @View
  interface B {
    @Field(bits = 9, cName = "ISR") int isr();

    @Field(bits = 1, at = 24, cName = "T") boolean t();
  }

  @View
  interface Flags {
    @Field(bits = 1, at = 31) boolean negative();
  }

  B b();

  @Anonymous Flags flags();

  @Raw int w();

  @Raw(bits = 8, at = 24) int top();
}

/** A converter's value. */
@BitUnion(bits = 64, forms = Form.VALUE)
interface Converted {
  @Field(bits = 12, converter = Clock.class) Clock time();

  @Field(bits = 40, at = 16, converter = Hex.class) String id();
}

/** Hours and minutes. */
record Clock(int hours, int minutes) {
  static Clock fromBits(int bits) {
    return new Clock(bits >>> 6, bits & 63);
  }

  static int toBits(Clock clock) {
    return clock.hours << 6 | clock.minutes;
  }
}

/** Hexadecimal. */
final class Hex {
  private Hex() {}

  static String fromBits(long bits) {
    return Long.toHexString(bits);
  }

  static long toBits(String text) {
    return Long.parseLong(text, 16);
  }
}

/** High bits are dropped, but where a field says otherwise. */
@BitUnion(bits = 8, overflow = Overflow.TRUNCATE, forms = Form.VALUE)
interface Loose {
  @Field(bits = 3) int low();

  @Field(bits = 3, overflow = Overflow.CHECK) int high();
}
