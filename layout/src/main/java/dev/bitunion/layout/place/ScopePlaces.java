package dev.bitunion.layout.place;

import java.util.List;

/**
 * All members of a scope in their places.
 *
 * @param size bits of the scope, padding included
 * @param align alignment in bits
 * @param places in declaration order
 */
public record ScopePlaces(long size, int align, List<Place> places) {
  /** Copies the list. */
  public ScopePlaces {
    places = List.copyOf(places);
  }
}
