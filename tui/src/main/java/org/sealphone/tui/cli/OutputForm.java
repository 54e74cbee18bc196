package org.sealphone.tui.cli;

/** How a result is written to stdout. */
enum OutputForm {
    HUMAN,
    JSON
}
