package org.sealphone.ua.engine;

/** The requests that this phone sends by itself; ACK and CANCEL belong to theirs. */
public enum Method {
    REGISTER,
    OPTIONS,
    INVITE,
    BYE,
    REFER,
    NOTIFY,
    UPDATE,
    PRACK,
    SUBSCRIBE
}
