package org.sealphone.ua.sip;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.MessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;

/** Gives JAIN-SIP the one transport it has: ours. Any other one that it is asked for does not exist. Made by JAIN-SIP by name. */
public final class FlowProcessorFactory implements MessageProcessorFactory {
    @Override
    public MessageProcessor createMessageProcessor(
            SIPTransactionStack stack, InetAddress address, int port, String transport) throws IOException {
        if (!FlowBinding.TRANSPORT.equalsIgnoreCase(transport)) {
            throw new IOException("there is no transport but TLS");
        }
        return new FlowProcessor(stack, address, port, FlowBinding.of(((SipStackImpl) stack).getStackName()));
    }
}
