package org.sealphone.tui.screen;

/** How a cell is drawn. Never the only sign of anything: the words say the same. */
public enum Ink {
    PLAIN,
    /** Headings and what the eye shall find first: bold. */
    HEAD,
    /** Frames, labels, times. */
    FAINT,
    GOOD,
    CARE,
    BAD,
    /** The bars at the top and the bottom, and what is chosen: reversed. */
    BAR
}
