package org.sealphone.crypto.reason;

/**
 * Why something was refused or found wanting: the stable word that screen, JSON, log, test name and {@code sealphone explain} share.
 *
 * <p>Each module that refuses has one enum of these. The code is the id of the rule where there is one ({@code SDES-11}), else
 * {@code CLI-nn}, {@code NET-nn}, {@code DEV-nn} or {@code GUARD-nn}.
 */
public interface ReasonCode {
    /** The id, such as {@code SDES-11}. Stable: scripts compare it. */
    String code();

    /** What happened, in one short sentence without a full stop. */
    String title();

    /** Why the phone refuses this, and from which standard the rule comes. */
    String why();

    /** What the person at the terminal can do about it. */
    String advice();
}
