package org.sealphone.ua.report;

/** How much a finding matters, from a remark to a broken promise. */
public enum Severity {
    /** Worth knowing, nothing to do. */
    INFO,
    /** Works, and should be better. */
    LOW,
    /** A weakness that the policy in force tolerates. */
    MEDIUM,
    /** A weakness that a person should act upon today. */
    HIGH
}
