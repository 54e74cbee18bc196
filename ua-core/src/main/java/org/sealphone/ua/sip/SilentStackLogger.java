package org.sealphone.ua.sip;

import gov.nist.core.StackLogger;
import java.util.Properties;

/**
 * Hears everything JAIN-SIP wants to log, which includes whole messages with credentials and keys, and keeps nothing. Made by JAIN-SIP by
 * name; its logger is one for the whole JVM, so this one has no state.
 */
public final class SilentStackLogger implements StackLogger {
    @Override
    public void logStackTrace() {}

    @Override
    public void logStackTrace(int traceLevel) {}

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void logException(Throwable thrown) {}

    @Override
    public void logDebug(String message) {}

    @Override
    public void logDebug(String message, Exception thrown) {}

    @Override
    public void logTrace(String message) {}

    @Override
    public void logFatalError(String message) {}

    @Override
    public void logError(String message) {}

    @Override
    public boolean isLoggingEnabled() {
        return false;
    }

    @Override
    public boolean isLoggingEnabled(int logLevel) {
        return false;
    }

    @Override
    public void logError(String message, Exception thrown) {}

    @Override
    public void logWarning(String message) {}

    @Override
    public void logInfo(String message) {}

    @Override
    public void disableLogging() {}

    @Override
    public void enableLogging() {}

    @Override
    public void setBuildTimeStamp(String buildTimeStamp) {}

    @Override
    public void setStackProperties(Properties stackProperties) {}

    @Override
    public String getLoggerName() {
        return "silent";
    }
}
