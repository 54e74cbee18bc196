package org.sealphone.media.audio;

import java.util.List;
import org.sealphone.crypto.reason.Outcome;

/** The sound cards of a machine: those that Java finds, or those of a test, which fail when they are told to. */
interface SoundCards {
    /** The names of the cards that have a line of this kind, the machine's default first. */
    List<String> names(LineKind kind);

    /** Opens a line of the card of this exact name and lets it run. */
    Outcome<SoundLine> open(LineKind kind, String name);
}
