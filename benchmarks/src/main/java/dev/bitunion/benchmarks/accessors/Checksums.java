package dev.bitunion.benchmarks.accessors;

/** Prints each case's checksum, to be compared with the C peer's: that both did the same work. */
public final class Checksums {
  private Checksums() {}

  /** Prints a line a case: name and checksum in hex. */
  public static void main(String[] args) {
    AccessorBenchmark cases = new AccessorBenchmark();
    print("decode", cases.decode());
    cases.encode();
    print("encode", cases.written());
    cases.set();
    print("set", cases.written());
    cases.checkedSet();
    print("checkedSet", cases.written());
    print("compare", cases.compare());
    print("flags", cases.flags());
    print("flagsBulk", cases.flagsBulk());
    print("matchCount", cases.matchCount());
    cases.encodeBytes();
    print("encodeBytes", cases.written());
    PeerBenchmark peers = new PeerBenchmark();
    print("value", peers.value());
    print("valueBooleans", peers.valueBooleans());
    print("array", peers.array());
    print("buffer", peers.buffer());
    print("bufferWord", peers.bufferWord());
    print("atomic", peers.atomic());
    print("handWritten", peers.handWritten());
    print("byteBuffer", peers.byteBuffer());
    print("agrona", peers.agrona());
    print("kaitai", peers.kaitai());
    print("javolution", peers.javolution());
    print("bitSet", peers.bitSet());
  }

  private static void print(String name, int checksum) {
    System.out.println(name + " " + Integer.toHexString(checksum));
  }
}
