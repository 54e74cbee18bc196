package org.sealphone.ua.sip;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.Properties;
import javax.sip.SipStack;

/** JAIN-SIP's message log, which by default holds every Authorization header: kept nowhere. Made by JAIN-SIP by name; no state. */
public final class SilentServerLogger implements ServerLogger {
    @Override
    public void closeLogFile() {}

    @Override
    public void logMessage(SIPMessage message, String from, String to, boolean sender, long time) {}

    @Override
    public void logMessage(SIPMessage message, String from, String to, String status, boolean sender, long time) {}

    @Override
    public void logMessage(SIPMessage message, String from, String to, String status, boolean sender) {}

    @Override
    public void logException(Exception thrown) {}

    @Override
    public void setStackProperties(Properties stackProperties) {}

    @Override
    public void setSipStack(SipStack stack) {}
}
