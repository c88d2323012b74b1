package dev.bitunion.layout.place;

import java.util.List;

/**
 * All members of a scope in their places.
 *
 * @param size bits of the scope, padding included
 * @param align alignment in bits
 * @param places in declaration order
 * @param tail the unnamed members behind the last one
 */
public record ScopePlaces(long size, int align, List<Place> places, List<Run> tail) {
  /** Copies the lists. */
  public ScopePlaces {
    places = List.copyOf(places);
    tail = List.copyOf(tail);
  }
}
