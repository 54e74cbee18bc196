package org.sealphone.ua.engine;

/** What this phone says that it can do, in the words of Allow, Supported and Require (RFC 3261 20.5, 20.37); whatever is not here is refused. */
public final class Capabilities {
    public static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE, REFER, NOTIFY";
    /** Outside of a dialog, and in every response. */
    public static final String SUPPORTED = "100rel, replaces, timer";
    /** A change of a call is answered at once: nothing provisional of it is worth a PRACK. */
    public static final String SUPPORTED_INSIDE = "replaces, timer";

    private Capabilities() {}
}
