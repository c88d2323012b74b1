package dev.bitunion.benchmarks.accessors;

import java.util.function.ToIntFunction;

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
    written(
        "HandWritten", PeerWriteBenchmark::encodeHandWritten, PeerWriteBenchmark::setHandWritten);
    written("ByteBuffer", PeerWriteBenchmark::encodeByteBuffer, PeerWriteBenchmark::setByteBuffer);
    written("Agrona", PeerWriteBenchmark::encodeAgrona, PeerWriteBenchmark::setAgrona);
    written("Javolution", PeerWriteBenchmark::encodeJavolution, PeerWriteBenchmark::setJavolution);
    written("BitSet", PeerWriteBenchmark::encodeBitSet, PeerWriteBenchmark::setBitSet);
  }

  /** The checksums of what a peer wrote, in memory of its own: a field is set in encoded words. */
  private static void written(
      String peer,
      ToIntFunction<PeerWriteBenchmark> encode,
      ToIntFunction<PeerWriteBenchmark> set) {
    PeerWriteBenchmark peers = new PeerWriteBenchmark();
    encode.applyAsInt(peers);
    print("encode" + peer, peers.written(peer));
    set.applyAsInt(peers);
    print("set" + peer, peers.written(peer));
  }

  private static void print(String name, int checksum) {
    System.out.println(name + " " + Integer.toHexString(checksum));
  }
}
