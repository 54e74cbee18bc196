package org.sealphone.ua.api;

/** Where a call stands, as a person would say it. */
public enum CallState {
    /** A port is reserved, the INVITE is on its way. */
    DIALLING,
    /** The other side rings (outgoing), or we do (incoming). */
    RINGING,
    /** The answer is being agreed: accepted by us and the ACK not yet here, or our port not yet open. */
    ANSWERING,
    /** Keys agreed, media runs. */
    ESTABLISHED,
    /** A CANCEL or BYE of ours waits for its response; media has stopped. */
    ENDING,
    /** Over; nothing of it is left but its report. */
    ENDED
}
