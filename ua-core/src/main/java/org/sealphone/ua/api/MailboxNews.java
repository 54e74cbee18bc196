package org.sealphone.ua.api;

/** How the phone comes to know what its mailbox holds (RFC 3842). */
public enum MailboxNews {
    /** What the trunk tells unasked is taken. */
    TOLD,
    /** The same, and once registered the phone subscribes to it (RFC 6665). */
    SUBSCRIBED
}
